package benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import memfs.kernel.RequestBenchmark;

/** The arrows of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("benchmarks");

    @Test
    void aForkKnowsNothingOfTheRounds() {
        noClasses().that().resideInAnyPackage("benchmarks.client..", "benchmarks.store..").should()
                .dependOnClassesThat().resideInAnyPackage("benchmarks.run..", "benchmarks.memory..", "benchmarks")
                .check(CLASSES);
    }

    @Test
    void theStoreIsMeasuredAlone() {
        noClasses().that().resideInAPackage("benchmarks.store..").should()
                .dependOnClassesThat().resideInAnyPackage("benchmarks.client..", "workload..").check(CLASSES);
    }

    @Test
    void mountsAreMadeByTheWorkloadsTargetsNotByTheServersCode() {
        noClasses().that().resideInAnyPackage("benchmarks.client..", "benchmarks.run..", "benchmarks.memory..").should()
                .dependOnClassesThat(
                        resideInAnyPackage("memfs.store..", "memfs.kernel..", "memfs.jnr..", "memfs.mount..")
                                .and(not(equivalentTo(RequestBenchmark.class))))
                .check(CLASSES);
    }

    @Test
    void noCycles() {
        SlicesRuleDefinition.slices().matching("benchmarks.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** But for the entry points, which are Main in every module. */
    @Test
    void noNameIsThatOfTwoTypesOfBenchmarksAndWorkload() {
        JavaClasses all = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("benchmarks", "workload");

        assertThat(all.stream().filter(type -> !type.isNestedClass() && !type.isAnonymousClass())
                .filter(type -> !type.getPackageName().endsWith("jmh_generated"))
                .map(type -> type.getSimpleName()).filter(name -> !name.equals("package-info"))
                .filter(name -> !name.equals("Main"))).doesNotHaveDuplicates();
    }
}
