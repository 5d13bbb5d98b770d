package workload.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.study.ResultStore;
import workload.result.StudyException;
import workload.study.TrialKey;
import workload.study.Trials;
import workload.study.Variant;

class RunnerTest {
    private static final TrialKey DISK = Trials.key("redis", "disk", 1);
    private static final TrialKey TMPFS = Trials.key("redis", "tmpfs", 1);
    private static final TrialKey AGAIN = Trials.key("redis", "disk", 2);

    @TempDir
    Path results;

    @Test
    void whatIsDoneIsNotRunAgainFailedOrNot() {
        assertThat(Runner.remaining(List.of(AGAIN, DISK, TMPFS), List.of(Trials.ok(TMPFS), Trials.failed(AGAIN, "no")),
                false)).containsExactly(DISK);
    }

    @Test
    void whatFailedIsRunAgainOnRequest() {
        assertThat(Runner.remaining(List.of(AGAIN, DISK, TMPFS), List.of(Trials.ok(TMPFS), Trials.failed(AGAIN, "no")),
                true)).containsExactly(AGAIN, DISK);
    }

    @Test
    void twoRunsOfOneSecondHaveFoldersOfTheirOwn() throws StudyException {
        Instant now = Instant.parse("2026-01-02T03:04:05.6Z");
        assertThat(RunFolder.create(results, now)).isEqualTo(results.resolve("20260102T030405Z"));
        assertThat(RunFolder.create(results, now)).isEqualTo(results.resolve("20260102T030406Z"));
    }

    @Test
    void theNewestRunIsTheLatestStarted() throws Exception {
        assertThatThrownBy(() -> RunFolder.newest(results)).isInstanceOf(StudyException.class)
                .hasMessageContaining("start one");
        ResultStore.create(results.resolve("20260102T030405Z"), Trials.run());
        ResultStore.create(results.resolve("20251231T235959Z"), Trials.run());
        ResultStore.create(results.resolve("sample-quiet"), Trials.run());
        assertThat(RunFolder.newest(results)).isEqualTo(results.resolve("20260102T030405Z"));
        assertThat(RunFolder.find(results, "sample-quiet")).isEqualTo(results.resolve("sample-quiet"));
    }

    @Test
    void theFilesOfATrialAreNamedForPeopleAndShells() {
        assertThat(Variant.fileName(Trials.key("redis", "tmpfs:size=1g,mode=0700", 2)))
                .isEqualTo("redis-tmpfs_size=1g_mode=0700-jgit-jobs2-2");
    }
}
