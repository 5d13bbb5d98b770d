package workload.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

        assertThat(projects.all()).extracting(Project::name).containsExactly("redis", "nginx");
        assertThat(projects.all()).allSatisfy(project -> {
            assertThat(project.sourcePackage()).isNotNull();
            assertThat(project.packages()).contains("gcc", "make");
            assertThat(project.artefacts()).isNotEmpty();
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
        assertThat(projects.all()).hasSize(2);
    }

    @Test
    void anotherRefGivesUpTheSourcePackage() throws PlanException {
        Project redis = Projects.load(List.of()).get("redis");

        assertThat(redis.withRef(redis.ref())).isEqualTo(redis);
        assertThat(redis.withRef("unstable").ref()).isEqualTo("unstable");
        assertThat(redis.withRef("unstable").sourcePackage()).isNull();
    }

    @Test
    void anUnknownNameListsTheKnownOnes() throws PlanException {
        Projects projects = Projects.load(List.of());

        assertThatThrownBy(() -> projects.get("reddis")).isInstanceOf(PlanException.class)
                .hasMessageContaining("'reddis'").hasMessageContaining("redis, nginx")
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
