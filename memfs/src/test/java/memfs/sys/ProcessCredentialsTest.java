package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

/** Capabilities as /proc has them; the groups are in {@link LibcTest}. */
class ProcessCredentialsTest {
    private static final int SELF = (int) ProcessHandle.current().pid();

    private final int uid = Libc.geteuid();

    private static OptionalLong capabilities(int pid, int user) {
        return ProcessCredentials.INSTANCE.capabilities(pid, user);
    }

    @Test
    void areTheEffectiveOnesOfTheProcess() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith("CapEff:")).findFirst().orElseThrow();

        assertThat(capabilities(SELF, uid)).hasValue(Long.parseUnsignedLong(line.substring(7).strip(), 16));
    }

    /** As in access(2), where the kernel asks with the real uid and /proc still shows the effective one. */
    @Test
    void areUnknownWhereAnotherUserActs() {
        assertThat(capabilities(SELF, uid + 1)).isEmpty();
    }

    @Test
    void areUnknownWithoutAProcess() {
        assertThat(capabilities(0, 0)).isEmpty();
        assertThat(capabilities(Integer.MAX_VALUE, 0)).isEmpty();
    }

    /** There every user may have all of them. */
    @Test
    void ofAnotherUserNamespaceCountForNothing() throws IOException {
        Process inside = new ProcessBuilder("unshare", "--user", "--map-root-user", "sh", "-c",
                "grep CapEff /proc/self/status && exec cat").redirectErrorStream(true).start();
        try (var output = inside.inputReader()) {
            String line = output.readLine();
            assumeTrue(line != null && line.startsWith("CapEff:"), "no user namespaces here");
            assertThat(Long.parseUnsignedLong(line.substring(7).strip(), 16)).isNotZero();
            assertThat(capabilities((int) inside.pid(), uid)).hasValue(0);
        } finally {
            inside.destroyForcibly();
        }
    }
}
