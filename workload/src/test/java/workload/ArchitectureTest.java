package workload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("workload");
    private static final String[] ALL = {"cli", "run", "plan", "corpus", "target", "phase", "sample", "report",
            "result",
            "os", "process", "explain", "stats", "page", "micro", "memory"};

    @Test
    void nothingKnowsMemfs() {
        noClasses().should().dependOnClassesThat().resideInAPackage("memfs..").check(CLASSES);
    }

    @Test
    void resultAndProcessImportNothingOfOurs() {
        allows("result");
        allows("process");
        allows("os", "process");
    }

    @Test
    void reportIsAFunctionOfTheResult() {
        allows("stats");
        allows("page", "stats", "result");
        allows("report", "page", "stats", "result");
        allows("micro", "page", "stats", "result");
        allows("memory", "page", "stats", "result");
    }

    @Test
    void onlyThePageKitDraws() {
        noClasses().that().resideOutsideOfPackage("workload.page").should().dependOnClassesThat()
                .resideInAnyPackage("org.knowm..", "com.samskivert..").check(CLASSES);
        noClasses().that().resideOutsideOfPackages("workload.page", "workload.report").should().dependOnClassesThat()
                .resideInAPackage("java.awt..").check(CLASSES);
        noClasses().that()
                .resideOutsideOfPackages("workload.page", "workload.report", "workload.explain", "workload.micro",
                        "workload.memory")
                .should()
                .dependOnClassesThat().resideInAPackage("tech.tablesaw..").check(CLASSES);
    }

    @Test
    void aPhaseKnowsADirectoryAndATargetNotWhatIsDoneInIt() {
        allows("phase", "os", "result");
        allows("target", "os", "result");
        allows("sample", "result");
    }

    @Test
    void planAndCorpusDoNotKnowTheRun() {
        allows("plan", "process", "result");
        allows("corpus", "plan", "process", "result");
    }

    @Test
    void onlyTheCommandLineKnowsTheReport() {
        allows("explain", "run", "plan", "corpus", "target", "phase", "result", "page", "stats", "os", "process");
        allows("run", "plan", "corpus", "target", "phase", "sample", "result", "os", "process");
    }

    @Test
    void noCycles() {
        SlicesRuleDefinition.slices().matching("workload.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static void allows(String from, String... to) {
        String[] others = Arrays.stream(ALL)
                .filter(name -> !name.equals(from) && !List.of(to).contains(name))
                .map(name -> "workload." + name + "..").toArray(String[]::new);
        noClasses().that().resideInAPackage("workload." + from + "..").should().dependOnClassesThat()
                .resideInAnyPackage(others).check(CLASSES);
    }
}
