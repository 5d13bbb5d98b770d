package workload.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {
    private static final String SMALLEST = """
            projects:
              tiny:
                repository: https://example.org/tiny.git
                ref: 1.10
                steps:
                  - name: make
                    command: make
            """;

    @TempDir
    Path directory;

    @Test
    void theStudysOwnProjectsAreComplete() throws PlanException {
        Projects projects = Projects.load(List.of());

        assertThat(projects.all()).extracting(Project::name).containsExactly("redis", "nginx", "postgres", "apache",
                "ruby", "python", Projects.DEMO);
        assertThat(projects.all()).allSatisfy(project -> {
            assertThat(project.description()).isNotEmpty();
            assertThat(project.repository()).startsWith("https://github.com/").endsWith(".git");
            assertThat(project.sourcePackage()).isNotNull();
            assertThat(project.packages()).contains("gcc", "libc6-dev", "make").doesNotHaveDuplicates();
            assertThat(project.artefacts()).isNotEmpty();
            assertThat(project.expected().buildSeconds()).isPositive();
            assertThat(project.expected().treeMib()).isPositive();
        });
    }

    @Test
    void apacheHasItsPartsInTheirDirectories() throws PlanException {
        List<Part> parts = Projects.load(List.of()).get("apache").parts();

        assertThat(parts).extracting(Part::name).containsExactly("apr", "apr-util");
        assertThat(parts).extracting(Part::directory).containsExactly("srclib/apr", "srclib/apr-util");
        assertThat(parts).allSatisfy(part -> assertThat(part.sourcePackage().name()).isEqualTo(part.name()));
    }

    @Test
    void whatVariesIsNarrowAndHasAReason() throws PlanException {
        List<Varying> all = Projects.load(List.of()).all().stream().flatMap(p -> p.varying().stream()).toList();

        assertThat(all).isNotEmpty().allSatisfy(varying -> {
            PathMatcher files = FileSystems.getDefault().getPathMatcher("glob:" + varying.files());
            // Neither sources nor what programs are made of may hide behind a glob.
            assertThat(List.of("main.c", "src/main.c", "src/deep/main.h", "Makefile", "src/Makefile", "configure"))
                    .noneMatch(path -> files.matches(Path.of(path)));
            assertThat(varying.because()).endsWith(".");
            assertThat(Path.of(varying.files())).isRelative();
        });
    }

    @Test
    void aSmallProjectHasDefaults() throws Exception {
        Project tiny = Projects.load(List.of(file(SMALLEST))).get("tiny");

        assertThat(tiny.ref()).isEqualTo("1.10");
        assertThat(tiny.sourcePackage()).isNull();
        assertThat(tiny.artefacts()).isEmpty();
        assertThat(tiny.steps()).containsExactly(new Step("make", "make"));
        assertThat(tiny.buildLimit()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aUsersProjectReplacesTheStudys() throws Exception {
        Projects projects = Projects.load(List.of(file(SMALLEST.replace("tiny:", "redis:"))));

        assertThat(projects.get("redis").ref()).isEqualTo("1.10");
        assertThat(projects.all()).hasSize(7);
    }

    @Test
    void theDemosProjectIsNotOfTheStudyUnlessAUserChangesIt() throws Exception {
        assertThat(Projects.load(List.of()).study()).hasSize(6).extracting(Project::name).doesNotContain(Projects.DEMO);
        assertThat(Projects.load(List.of(file(SMALLEST.replace("tiny:", Projects.DEMO + ":")))).study()).hasSize(7);
    }

    @Test
    void anotherRefGivesUpTheSourcePackage() throws PlanException {
        Project redis = Projects.load(List.of()).get("redis");

        assertThat(redis.withRef(redis.ref())).isEqualTo(redis);
        assertThat(redis.withRef("unstable").ref()).isEqualTo("unstable");
        assertThat(redis.withRef("unstable").sourcePackage()).isNull();
    }

    @Test
    void refsAreOfProjectsAndOfParts() throws PlanException {
        Projects projects = Projects.load(List.of()).withRefs(Map.of("apr", "trunk", "redis", "unstable"));

        assertThat(projects.get("redis").ref()).isEqualTo("unstable");
        Project apache = projects.get("apache");
        assertThat(apache.sourcePackage()).isNotNull();
        assertThat(apache.parts().getFirst().ref()).isEqualTo("trunk");
        assertThat(apache.parts().getFirst().sourcePackage()).isNull();
        assertThat(apache.parts().getLast().sourcePackage()).isNotNull();
    }

    @Test
    void aRefOfNobodyOrOfNothingIsRefused() throws PlanException {
        Projects projects = Projects.load(List.of());

        assertThatThrownBy(() -> projects.withRefs(Map.of("aprr", "trunk"))).isInstanceOf(PlanException.class)
                .hasMessageContaining("'aprr'");
        assertThatThrownBy(() -> projects.withRefs(Map.of("apr", " "))).isInstanceOf(PlanException.class)
                .hasMessageContaining("--ref apr=");
    }

    @Test
    void partsThatAreInEachOthersWayAreRefused() throws IOException {
        String parts = SMALLEST + """
                    parts:
                      - {name: a, directory: lib/a, repository: x, ref: y}
                      - {name: NAME, directory: DIRECTORY, repository: x, ref: y}
                """;
        assertWrong(parts.replace("NAME", "b").replace("DIRECTORY", "lib/a/../a/b"), "'a'", "'b'");
        assertWrong(parts.replace("NAME", "a").replace("DIRECTORY", "lib/b"), "names and directories of their own");
        assertWrong(parts.replace("NAME", "tiny").replace("DIRECTORY", "lib/b"), "the project's own name 'tiny'");
        assertWrong(parts.replace("NAME", "b").replace("DIRECTORY", "lib/../../b"), "not inside of the checkout");
        assertWrong(parts.replace("NAME", "b").replace("DIRECTORY", "''"), "'directory' is missing");
    }

    @Test
    void whatVariesNeedsAGlobAKindAndAReason() throws IOException {
        String varying = SMALLEST + "    varying: [{files: FILES, differ: DIFFER, because: BECAUSE}]\n";
        assertWrong(varying.replace("FILES", "'['"), "line 8");
        assertWrong(varying.replace("FILES", "'{a'").replace("DIFFER", "size"), "is no glob");
        assertWrong(varying.replace("BECAUSE", "''").replace("DIFFER", "size"), "'because' is missing");
        assertWrong(SMALLEST + "    varying: [{files: a, because: b}]\n", "'differ' is missing");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() throws PlanException {
        Projects projects = Projects.load(List.of());

        assertThatThrownBy(() -> projects.get("reddis")).isInstanceOf(PlanException.class)
                .hasMessageContaining("'reddis'").hasMessageContaining("redis, nginx, postgres")
                .hasMessageContaining("--projects");
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlace() throws IOException {
        assertWrong(SMALLEST.replace("ref:", "reff:"), "line 4", "'reff'", "ref, repository");
    }

    @Test
    void brokenYamlIsNamedWithItsPlace() throws IOException {
        assertWrong(SMALLEST.replace("    steps:", "   steps: ["), "line 5");
    }

    @Test
    void aKeyThatStandsTwiceIsWrong() throws IOException {
        assertWrong(SMALLEST.replace("    ref: 1.10\n", "    ref: 1.10\n    ref: 1.11\n"), "line 5", "ref");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        assertWrong(SMALLEST.replace("    ref: 1.10\n", ""), "project tiny", "'ref' is missing");
    }

    @Test
    void anExpectationThatIsNoRegularExpressionIsNamed() throws IOException {
        assertWrong(SMALLEST + "    artefacts: [{command: ls, expect: '('}]\n", "line 8",
                "'(' is no regular expression");
    }

    @Test
    void aNameThatLeavesItsDirectoryIsRefused() throws IOException {
        assertWrong(SMALLEST.replace("tiny:", "../tiny:"), "'../tiny'");
    }

    @Test
    void anEmptyFileIsWrong() throws IOException {
        assertWrong("", "line 1");
        assertWrong("projects:\n", "'projects' is missing or empty");
        assertWrong("projects:\n  tiny:\n", "line 2", "a value is missing");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.yaml");

        assertThatThrownBy(() -> Projects.load(List.of(missing))).isInstanceOf(PlanException.class)
                .hasMessageContaining(missing.toString()).hasMessageContaining("--projects");
    }

    private void assertWrong(String yaml, String... expected) throws IOException {
        Path file = file(yaml);
        assertThatThrownBy(() -> Projects.load(List.of(file))).isInstanceOf(PlanException.class)
                .hasMessageContaining(file.toString()).hasMessageContainingAll(expected).message()
                .doesNotContain("\n");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("own.yaml"), yaml);
    }
}
