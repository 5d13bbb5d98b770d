package workload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The arrows of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("workload");
    private static final String[] ALL = {"cli", "run", "plan", "corpus", "target", "phase", "sample", "report",
            "result",
            "os", "process", "explain"};

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
        allows("report", "result");
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
    void onlyTheCommandLineAndTheExplanationKnowTheReport() {
        allows("explain", "run", "plan", "corpus", "target", "phase", "result", "report", "os", "process");
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
