package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.DatagramSocket;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemLogTest {
    /** More than a socket keeps: net.unix.max_dgram_qlen is at most a few hundred. */
    private static final int MANY = 5000;

    @TempDir
    private Path folder;

    @Test
    void sendsWhatSyslogSends() throws IOException {
        try (DatagramSocket socket = DatagramSocket.bind(folder.resolve("log"))) {
            new SystemLog(folder.resolve("log"), "memfs").send(SystemLog.Priority.ERROR, "ü: 100% full");
            assertThat(socket.receive()).matches("<27>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d memfs\\["
                    + ProcessHandle.current().pid() + "]: ü: 100% full");
        }
    }

    @Test
    void cutsALongMessageOff() throws IOException {
        try (DatagramSocket socket = DatagramSocket.bind(folder.resolve("log"))) {
            new SystemLog(folder.resolve("log"), "memfs").send(SystemLog.Priority.DEBUG, "x".repeat(100_000));
            assertThat(socket.receive()).startsWith("<31>").hasSize(8192);
        }
    }

    @Test
    void aFullLogIsNotWaitedFor() throws IOException {
        SystemLog log = new SystemLog(folder.resolve("log"), "memfs");
        try (DatagramSocket socket = DatagramSocket.bind(folder.resolve("log"))) {
            int received = 0;
            for (int i = 0; i < MANY; i++) {
                log.send(SystemLog.Priority.INFO, "message");
            }
            log.send(SystemLog.Priority.INFO, "last of many");
            String next = socket.receive();
            while (next.endsWith(": message")) {
                received++;
                next = socket.tryReceive().orElse("");
            }
            log.send(SystemLog.Priority.INFO, "after");
            assertThat(socket.receive()).startsWith("<28>")
                    .endsWith(": messages lost since the log was full or missing: " + (MANY + 1 - received));
            assertThat(socket.receive()).endsWith(": after");
        }
    }

    @Test
    void aMissingLogMayComeLater() throws IOException {
        SystemLog log = new SystemLog(folder.resolve("log"), "memfs");
        log.send(SystemLog.Priority.WARNING, "lost");
        try (DatagramSocket socket = DatagramSocket.bind(folder.resolve("log"))) {
            log.send(SystemLog.Priority.WARNING, "found");
            assertThat(socket.receive()).contains(": messages lost since the log was full or missing: 1");
            assertThat(socket.receive()).endsWith(": found");
        }
    }
}
