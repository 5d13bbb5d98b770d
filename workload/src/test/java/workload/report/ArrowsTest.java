package workload.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
        noClasses().that().resideInAPackage("workload.report").should().dependOnClassesThat()
                .resideInAnyPackage("workload.cli", "workload.plan", "workload.corpus", "workload.target",
                        "workload.phase", "workload.sample", "workload.run", "workload.os")
                .check(workload);
    }

    @Test
    void onlyReportDrawsAndTabulates() {
        classes().that().resideOutsideOfPackage("workload.report").should().onlyDependOnClassesThat()
                .resideOutsideOfPackages("org.knowm..", "tech.tablesaw..", "java.awt..").check(workload);
    }
}
