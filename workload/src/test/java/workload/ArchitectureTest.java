package workload;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("workload");
    private static final String[] ALL = {"cli", "clones", "compare", "corpus", "explain", "forecast", "machine",
            "manifest",
            "memory",
            "micro",
            "os", "page", "pairs", "phase", "plan", "process", "report", "result", "run", "sample", "stats", "study",
            "target",
            "trial",
            "writers"};
    private static final int MOST_FILES = 25;

    @Test
    void nothingKnowsMemfs() {
        noClasses().should().dependOnClassesThat().resideInAPackage("memfs..").check(CLASSES);
    }

    @Test
    void recordsAndStatisticsImportNothingOfOurs() {
        allows("result");
        allows("stats");
        allows("process");
        allows("os", "process");
        allows("manifest", "result", "study");
        allows("study", "result");
        allows("pairs", "stats", "result", "study");
    }

    @Test
    void pagesAreFunctionsOfTheRecords() {
        allows("page", "stats", "result", "study");
        allows("compare", "page", "pairs", "stats", "result", "study");
        allows("writers", "page", "result", "study");
        allows("report", "page", "pairs", "stats", "result", "study", "writers");
        allows("micro", "page", "stats", "result", "study");
        allows("memory", "page", "stats", "result", "study");
        allows("explain", "page", "stats", "result", "study", "target");
    }

    @Test
    void onlyThePageKitDraws() {
        noClasses().that().resideOutsideOfPackage("workload.page").should().dependOnClassesThat()
                .resideInAnyPackage("com.samskivert..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage("workload.page.picture").should().dependOnClassesThat()
                .resideInAnyPackage("org.knowm..", "java.awt..").check(CLASSES);
        noClasses().that().resideInAPackage("workload.page.picture").should().dependOnClassesThat(
                resideInAPackage("workload..").and(not(resideInAPackage("workload.page.picture")))).check(CLASSES);
        noClasses().that().resideOutsideOfPackage("workload.page..").should().dependOnClassesThat()
                .resideInAPackage("workload.page.picture").check(CLASSES);
        noClasses().that()
                .resideOutsideOfPackages("workload.page", "workload.report..", "workload.compare", "workload.explain",
                        "workload.micro",
                        "workload.memory")
                .should()
                .dependOnClassesThat().resideInAPackage("tech.tablesaw..").check(CLASSES);
    }

    @Test
    void aPhaseKnowsADirectoryAndATargetNotWhatIsDoneInIt() {
        allows("phase", "os", "process", "result", "study", "manifest");
        allows("target", "os", "process", "result", "study");
        allows("sample", "os", "result", "study");
        allows("machine", "os", "process", "result", "study");
    }

    @Test
    void planAndCorpusDoNotKnowTheRun() {
        allows("plan", "process", "result", "study");
        allows("corpus", "plan", "process", "result");
    }

    @Test
    void onlyTheCommandLineKnowsThePages() {
        allows("trial", "pairs", "plan", "corpus", "target", "phase", "sample", "machine", "manifest", "result",
                "study", "os",
                "process");
        allows("forecast", "trial", "pairs", "plan", "target", "phase", "result", "study", "os");
        allows("run", "trial", "pairs", "stats", "forecast", "writers", "plan", "corpus", "target", "phase", "sample",
                "manifest",
                "result", "study", "os", "process");
        allows("clones", "explain", "run", "trial", "plan", "corpus", "target", "phase", "result", "study", "os",
                "process");
    }

    /** What a person can still look through. */
    @Test
    void noPackageHoldsMoreThan25Files() {
        Map<String, Long> files = CLASSES.stream().filter(type -> !type.isNestedClass())
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(files.values()).isNotEmpty().allMatch(count -> count <= MOST_FILES);
    }

    @Test
    void noNameIsThatOfTwoTypes() {
        assertThat(CLASSES.stream().filter(type -> !type.isNestedClass()).map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))).doesNotHaveDuplicates();
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
