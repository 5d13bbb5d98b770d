package benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

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
}
