package workload.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.testing.Await;

@Timeout(60)
class ProcessGroupTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "COLOUR", "red");

    @TempDir
    Path directory;

    @Test
    void answersTheStatusOfItsCommand() throws Exception {
        assertThat(start("exit 7").waitFor()).isEqualTo(7);
    }

    @Test
    void theCommandSeesItsEnvironmentOnlyAndAnEmptyInput() throws Exception {
        assertThat(start("echo $COLOUR$HOME; cat; pwd").waitFor()).isZero();
        assertThat(Files.readString(directory.resolve("log"))).isEqualTo("red\n" + directory + "\n");
    }

    @Test
    void killEndsGrandchildrenToo() throws Exception {
        ProcessGroup group = start("sleep 600 & echo $! >pid.new; mv pid.new pid; wait");
        Await.file(directory.resolve("pid"));
        long grandchild = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        group.kill();
        assertThat(group.waitFor()).isEqualTo(128 + 9);
        Await.end(grandchild);
    }

    @Test
    void killAfterTheEndDoesNothing() throws Exception {
        ProcessGroup group = start("true");
        assertThat(group.waitFor()).isZero();
        group.kill();
        group.kill();
        assertThat(group.waitFor()).isZero();
    }

    private ProcessGroup start(String script) throws IOException {
        return ProcessGroup.start(directory, ENVIRONMENT, directory.resolve("log"), List.of("sh", "-c", script));
    }
}
