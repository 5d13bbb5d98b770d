package workload.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.phase.Cancellation;
import workload.phase.TreeSizes;
import workload.study.Trial;
import workload.study.TrialKey;

class HarnessWarmUpTest {
    @TempDir
    Path directory;

    @Test
    void leavesNothing() throws Exception {
        List<String> said = new ArrayList<>();
        new HarnessWarmUp(directory.resolve("trial"), new Progress() {
            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void begin(int trials, int done) {}

            @Override
            public void start(TrialKey key, Duration remaining) {}

            @Override
            public void phase(String name) {}

            @Override
            public void end(Trial trial) {}

            @Override
            public void close() {}
        }).run(new Cancellation());
        assertThat(directory).isEmptyDirectory();
        assertThat(said).hasSize(1);
    }

    @Test
    void theTreeHasAThousandFiles() throws Exception {
        HarnessWarmUp.makeTree(directory);
        assertThat(TreeSizes.of(directory)).returns(1000L, size -> size.files()).returns(25L,
                size -> size.directories());
    }
}
