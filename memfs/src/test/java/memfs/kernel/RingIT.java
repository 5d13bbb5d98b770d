package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.kernel.queue.Descriptors;
import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.Libc;
import memfs.sys.MountAttributes;
import memfs.sys.WallClock;
import memfs.testing.MemfsProcess;
import memfs.testing.Requirements;
import memfs.testing.RingSwitch;

/** Mounts over io_uring: when they are, what happens when something ends, and who waits for whom. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingIT {
    private static final long DEADLINE_SECONDS = 60;

    @TempDir
    Path mountPoint;

    @BeforeEach
    void needsFuse() {
        Requirements.fuse();
    }

    private MemfsProcess mount(boolean enabled, String use, String... before) throws IOException {
        try (RingSwitch _ = RingSwitch.set(enabled)) {
            return MemfsProcess.mountThrough(List.of(before), mountPoint, "-o", "size=4g,allow_other,io_uring=" + use);
        }
    }

    private static boolean isOverRing(MemfsProcess server) {
        return server.ready().path("settings").path("io_uring").asBoolean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "on"})
    void isUsedWhereTheKernelHasItEnabled(String use) throws IOException {
        try (MemfsProcess server = mount(true, use)) {
            assertThat(isOverRing(server)).isTrue();
            assertServes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "off"})
    void isNotUsedWhereTheKernelHasItDisabled(String use) throws IOException {
        try (MemfsProcess server = mount(false, use)) {
            assertThat(isOverRing(server)).isFalse();
            assertServes();
        }
    }

    @Test
    void offIsOff() throws IOException {
        try (MemfsProcess server = mount(true, "off")) {
            assertThat(isOverRing(server)).isFalse();
        }
    }

    @Test
    void onFailsWhereTheKernelHasItDisabled() throws IOException {
        assertThatThrownBy(() -> mount(false, "on").close()).isInstanceOf(IOException.class)
                .hasMessageContaining("io_uring can't be used").hasMessageContaining("enable_uring");
        assertThat(MemfsProcess.isMounted(mountPoint)).isFalse();
    }

    /** As in a container whose seccomp profile has no io_uring. */
    @Test
    void whereTheSystemForbidsItRequestsComeThroughTheDevice() throws IOException {
        Path setting = Path.of("/proc/sys/kernel/io_uring_disabled");
        assumeTrue(Requirements.isRoot() && Files.exists(setting), "needs root, and Linux 6.6 or later");
        String before = Files.readString(setting);
        Files.writeString(setting, "2");
        try {
            assertThatThrownBy(() -> mount(true, "on").close()).hasMessageContaining("the system forbids it (EPERM");
            assertThat(MemfsProcess.isMounted(mountPoint)).isFalse();
            try (MemfsProcess server = mount(true, "auto")) {
                assertThat(isOverRing(server)).isFalse();
                assertThat(server.errors()).contains("the system forbids it (EPERM").contains("/dev/fuse");
                assertServes();
            }
        } finally {
            Files.writeString(setting, before);
        }
    }

    /** The kernel counts what an extended attribute needs by max_write. */
    @Test
    void smallRequestsComeThroughTheDevice() throws IOException {
        try (MemfsProcess server = mount(true, "auto,max_write=64k")) {
            assertThat(isOverRing(server)).isFalse();
        }
        assertThatThrownBy(() -> mount(true, "on,max_write=64k").close()).hasMessageContaining("max_write=128k");
    }

    /** The kernel wants buffers of max_write. */
    @ParameterizedTest
    @EnumSource(value = IoUringUse.class, names = {"AUTO", "ON"})
    void whereTheKernelRefusesAQueueRequestsComeThroughTheDevice(IoUringUse use) throws Exception {
        KernelOptions options = new KernelOptions("memfs", false, true, true, Set.of(), 1, 1, 0, 128 << 10, 2, use,
                MountAttributes.DEFAULT);
        Connection connection = new Connection(
                new MemFileSystem(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)), options);
        try (RingSwitch _ = RingSwitch.set(true);
                Descriptors descriptors = new Descriptors(KernelMount.mount(mountPoint, options))) {
            if (use == IoUringUse.ON) {
                assertThatThrownBy(() -> startWithSmallRing(connection, descriptors))
                        .hasMessageContaining("the kernel refused a queue (EINVAL)");
            } else {
                KernelSession session = startWithSmallRing(connection, descriptors);
                assertThat(session.negotiated().overIoUring()).isFalse();
                // By other processes: one that waits for its own server can't be ended.
                assertStatus(0, start("cp", "/etc/passwd", mountPoint.resolve("file").toString()));
                assertStatus(0, start("cmp", "/etc/passwd", mountPoint.resolve("file").toString()));
                session.connection().close();
            }
        } finally {
            Libc.umount2(mountPoint, Libc.MNT_DETACH);
        }
    }

    private static KernelSession startWithSmallRing(Connection connection, Descriptors descriptors)
            throws IOException {
        return KernelSession.start(connection, 4096, Arena.ofShared(), descriptors, () -> {});
    }

    private void assertServes() throws IOException {
        byte[] content = new byte[3_000_000];
        content[2_999_999] = 1;
        Files.write(mountPoint.resolve("file"), content);
        assertThat(Files.readAllBytes(mountPoint.resolve("file"))).isEqualTo(content);
        Files.move(mountPoint.resolve("file"), mountPoint.resolve("other"));
        assertThat(mountPoint.toFile().list()).containsExactly("other");
        Files.delete(mountPoint.resolve("other"));
    }

    /** The kernel needs a queue of every core, whatever cores the server may use. */
    @Test
    void aServerOfOneCoreServesClientsOfAll() throws Exception {
        try (MemfsProcess server = mount(true, "on", "taskset", "-c", "0")) {
            assertThat(isOverRing(server)).isTrue();
            for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
                Path file = mountPoint.resolve("of" + core);
                assertStatus(0, start("taskset", "-c", Integer.toString(core), "touch", file.toString()));
                assertThat(file).exists();
            }
        }
    }

    /** More than each queue has entries: those beyond wait for these, and all of them end. */
    @Test
    void longRequestsHoldNobodyUpForGood() throws Exception {
        try (MemfsProcess _ = mount(true, "on")) {
            List<Process> longWork = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                longWork.add(start("fallocate", "-l", "32m", mountPoint.resolve("large" + i).toString()));
            }
            for (int i = 0; i < 100; i++) {
                Files.writeString(mountPoint.resolve("small" + i), "x");
            }
            for (Process each : longWork) {
                assertStatus(0, each);
            }
            assertThat(mountPoint.toFile().list()).hasSize(140);
        }
    }

    @Test
    void aKilledServerLeavesNoClientHanging() throws Exception {
        try (MemfsProcess server = mount(true, "on")) {
            Process client = start("sh", "-c",
                    "while :; do echo x > " + mountPoint.resolve("file") + " || exit 3; done");
            Files.writeString(mountPoint.resolve("seen"), "");
            server.process().destroyForcibly();
            server.exitStatus();
            assertThat(client.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(client.exitValue()).isNotZero();
        }
    }

    /** As an administrator frees a mount that hangs. */
    @Test
    void anAbortedConnectionEndsTheServer(@TempDir Path connections) throws Exception {
        try (MemfsProcess server = mount(true, "on")) {
            Libc.mount("none", connections, "fusectl", 0, "");
            try {
                long device = ((Number) Files.getAttribute(mountPoint, "unix:dev")).longValue();
                // Of major number 0; makedev(3).
                long minor = device & 0xff | device >> 12 & ~0xff;
                Files.writeString(connections.resolve(Long.toString(minor)).resolve("abort"), "1");
            } finally {
                Libc.umount2(connections, Libc.MNT_DETACH);
            }
            server.exitStatus();
        }
    }

    @Test
    void aKilledClientLeavesTheMountServing() throws Exception {
        try (MemfsProcess _ = mount(true, "on")) {
            for (int i = 0; i < 20; i++) {
                Process client = start("dd", "if=/dev/zero", "of=" + mountPoint.resolve("large"), "bs=1M",
                        "count=2000");
                while (!Files.exists(mountPoint.resolve("large"))) {
                    Thread.onSpinWait();
                }
                client.destroyForcibly();
                assertThat(client.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
                Files.delete(mountPoint.resolve("large"));
            }
            assertServes();
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void assertStatus(int status, Process process) throws InterruptedException {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(status);
    }
}
