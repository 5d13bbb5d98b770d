package workload.report;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The report is a function of the raw files: it knows nothing of how they came about. */
class ArrowsTest {
    private final JavaClasses workload = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("workload");

    @Test
    void reportKnowsOnlyResult() {
        classes().that().resideInAPackage("workload.report").should()
                .onlyDependOnClassesThat(resideInAnyPackage("workload.report", "workload.result")
                        .or(resideOutsideOfPackage("workload..")))
                .check(workload);
    }

    @Test
    void onlyReportDraws() {
        classes().that().resideOutsideOfPackage("workload.report").should().onlyDependOnClassesThat()
                .resideOutsideOfPackages("org.knowm..", "java.awt..").check(workload);
    }

    @Test
    void onlyPagesTabulate() {
        classes().that().resideOutsideOfPackages("workload.report", "workload.explain").should()
                .onlyDependOnClassesThat().resideOutsideOfPackage("tech.tablesaw..").check(workload);
    }
}
