package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.Requirements;

/** The child here does what fusermount3 does: it sends a descriptor over the socket that it inherited. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildTest {
    private static final String OPEN_SOCKET = "import os, socket, array; "
            + "s = socket.socket(fileno=int(os.environ['SOCKET'])); ";
    /** Python is the shortest that can. */
    private static final String SEND = OPEN_SOCKET + "f = os.open('%s', os.O_RDWR); "
            + "s.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [f]))])";

    @TempDir
    private Path folder;

    private static Child shell(SocketPair sockets, String script) throws IOException {
        return Child.start(List.of("/bin/sh", "-c", script), "SOCKET", sockets.theirs());
    }

    private static Child python(SocketPair sockets, String script) throws IOException {
        Requirements.program("python3");
        return Child.start(List.of("/usr/bin/env", "python3", "-c", script), "SOCKET", sockets.theirs());
    }

    @Test
    void aDescriptorComesOverTheSocket() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        try (SocketPair sockets = SocketPair.open()) {
            Child child = python(sockets, SEND.formatted(file));
            sockets.closeTheirs();
            int descriptor = sockets.receiveDescriptor();
            assertThat(child.awaitEnd().errorOutput()).isEmpty();
            Path ours = Path.of("/proc/self/fd", Integer.toString(descriptor));
            assertThat(Files.readSymbolicLink(ours)).isEqualTo(file);
            Files.writeString(ours, "more", StandardOpenOption.APPEND);
            assertThat(file).hasContent("textmore");
            assertThat(Files.readString(Path.of("/proc/self/fdinfo", Integer.toString(descriptor))))
                    .containsPattern("flags:\\s+02[0-7]{6}");
            Libc.close(descriptor);
        }
    }

    @Test
    void aChildThatSendsNothingIsNoticedByItsEnd() throws IOException {
        try (SocketPair sockets = SocketPair.open()) {
            Child child = shell(sockets, "echo it failed >&2; echo twice >&2; exit 1");
            sockets.closeTheirs();
            assertThat(sockets.receiveDescriptor()).isEqualTo(SocketPair.NOTHING);
            assertThat(child.awaitEnd().errorOutput()).isEqualTo("it failed\ntwice");
        }
    }

    @Test
    void bytesWithoutADescriptorAreNone() throws IOException {
        try (SocketPair sockets = SocketPair.open()) {
            Child child = python(sockets, OPEN_SOCKET + "s.send(b'x')");
            sockets.closeTheirs();
            assertThat(sockets.receiveDescriptor()).isEqualTo(SocketPair.NOTHING);
            assertThat(child.awaitEnd().errorOutput()).isEmpty();
        }
    }

    @Test
    void itInheritsThatOneDescriptorAndOurEnvironment() throws IOException {
        try (SocketPair sockets = SocketPair.open()) {
            Child child = shell(sockets, "ls -l /proc/self/fd | grep -c socket: >&2; echo $PATH >&2");
            sockets.closeTheirs();
            assertThat(sockets.receiveDescriptor()).isEqualTo(SocketPair.NOTHING);
            assertThat(child.awaitEnd().errorOutput()).isEqualTo("1\n" + System.getenv("PATH"));
        }
    }

    @Test
    void aProgramThatIsMissingIsToldByName() {
        try (SocketPair sockets = SocketPair.open()) {
            assertThatThrownBy(() -> Child.start(List.of("/no/such/program"), "SOCKET", sockets.theirs()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/no/such/program can't be executed (ENOENT)");
        }
    }
}
