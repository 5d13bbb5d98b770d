package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.Transport;
import memfs.posix.OpenFlags;
import memfs.sys.Libc;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Posix;
import memfs.testing.Requirements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of one server: what it says, every way that it ends, and what it never leaves behind; on each transport. */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerIT {
    private static final int BLOCK_SIZE = 4107;
    /** Then the first ones are written over. */
    private static final long MOST_BLOCKS = 10_000;
    private static final int OPEN_DIRECTORIES = 3000;
    private static final int UNMOUNTS = 5;
    private static final String LIBFUSE_ABORTED = "fuse: reading device: Software caused connection abort\n";

    @Parameter
    private Transport transport;

    private MountDirectory directory;

    @BeforeEach
    void requirements() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
    }

    @AfterEach
    void removeDirectory() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }

    private MemfsProcess mount(String... options) throws IOException {
        String[] all = Stream.concat(Stream.of("-o", "transport=" + transport), Stream.of(options))
                .toArray(String[]::new);
        return MemfsProcess.mount(directory.path(), all);
    }

    private void assertGone(MemfsProcess server) throws IOException {
        assertThat(server.exitStatus()).isZero();
        assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
    }

    private static void run(String... command) throws IOException {
        assertThat(new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue()).isZero();
    }

    @Test
    void theReadyLineTellsWhatWasAgreed() throws IOException {
        try (MemfsProcess server = mount("-N", "Ünï,x", "-C", "8m", "-o", "nr_inodes=100")) {
            JsonNode ready = server.ready();
            assertThat(ready.get("event").asString()).isEqualTo("ready");
            assertThat(ready.get("pid").asLong()).isEqualTo(server.process().pid());
            assertThat(ready.get("transport").asString()).isEqualTo(transport.toString());
            assertThat(ready.get("mountPoint").asString()).isEqualTo(directory.path().toString());
            assertThat(ready.get("name").asString()).isEqualTo("Ünï,x");
            assertThat(ready.get("settings").get("size").asLong()).isEqualTo(8 << 20);
            assertThat(ready.get("settings").get("nr_inodes").asLong()).isEqualTo(100);
            assertThat(ready.get("settings").get("protocol").asString()).startsWith("7.");
            assertThat(ready.get("settings").get("max_write").asInt())
                    .isEqualTo(transport == Transport.KERNEL ? 1 << 20 : 128 << 10);
            assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).contains(" fuse.memfs Ünï,x ");
        }
    }

    @Test
    void theReadyLineTellsWhatIsInForce() throws IOException {
        assumeTrue(transport == Transport.KERNEL, "features are the kernel transport's");
        try (MemfsProcess server = mount("-o", "profile=safe,writeback_cache,workers=3,attr_timeout=2.5")) {
            JsonNode settings = server.ready().get("settings");
            assertThat(settings.get("profile").asString()).isEqualTo("safe");
            assertThat(settings.get("workers").asInt()).isEqualTo(3);
            assertThat(settings.get("attr_timeout").asDouble()).isEqualTo(2.5);
            assertThat(settings.get("entry_timeout").asDouble()).isEqualTo(1);
            assertThat(settings.get("writeback_cache").asBoolean()).isTrue();
            assertThat(settings.get("no_open").asBoolean()).isFalse();
            assertThat(settings.get("flags")).extracting(JsonNode::asString).contains("writeback_cache",
                    "parallel_dirops");
            assertThat(settings.get("missing")).isEmpty();
        }
    }

    @Test
    void filesKeepWhatIsWritten() throws IOException {
        try (MemfsProcess server = mount()) {
            Path file = Files.createDirectory(server.mountPoint().resolve("folder")).resolve("file");
            Files.writeString(file, "text");
            assertThat(file).hasContent("text");
            assertThat(Files.getFileStore(file).type()).isEqualTo("fuse.memfs");
            try (var entries = Files.list(server.mountPoint())) {
                assertThat(entries).containsExactly(file.getParent());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void signalsUnmount(String signal) throws IOException {
        try (MemfsProcess server = mount()) {
            run("kill", "-" + signal, Long.toString(server.process().pid()));
            assertGone(server);
        }
    }

    /** The convention that nohup relies on: a signal that is ignored when a program starts stays ignored. */
    @ParameterizedTest
    @CsvSource({"trap '' INT; exec,INT", "trap '' HUP; exec,HUP", "exec nohup,HUP"})
    void aSignalThatItWasStartedToIgnoreStaysIgnored(String start, String signal) throws IOException {
        List<String> before = List.of("sh", "-c", start + " \"$@\"", "sh");
        try (MemfsProcess server = MemfsProcess.mountThrough(before, directory.path(), "-o",
                "transport=" + transport)) {
            run("kill", "-" + signal, pid(server));
            // An ignored signal is discarded when it is sent; any other would be handled before the mount is gone.
            assertThat(ignored(server)).contains(signal);
            Files.createFile(server.mountPoint().resolve("file"));
            run("kill", "-TERM", pid(server));
            assertGone(server);
        }
    }

    @Test
    void withoutOneItIgnoresNone() throws IOException {
        try (MemfsProcess server = mount()) {
            assertThat(ignored(server)).isEmpty();
        }
    }

    /** Those of the signals that end a server, as the mask of proc_pid_status(5). */
    private static List<String> ignored(MemfsProcess server) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", pid(server), "status")).stream()
                .filter(text -> text.startsWith("SigIgn:")).findFirst().orElseThrow();
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        return Map.of("HUP", 0, "INT", 1, "TERM", 14).entrySet().stream()
                .filter(signal -> (mask >> signal.getValue() & 1) != 0).map(Map.Entry::getKey).toList();
    }

    /** Closed, empty, or in a session without a terminal: with --exit-on-stdin-eof each is the end of its input. */
    @ParameterizedTest
    @ValueSource(strings = {"exec \"$@\" <&-", "exec \"$@\" </dev/null", "exec setsid --wait \"$@\" <&- 2>&-"})
    void withoutAnInputItEndsAtOnceWhereThatIsItsEnd(String start) throws IOException {
        try (MemfsProcess server = MemfsProcess.mountThrough(List.of("sh", "-c", start, "sh"), directory.path(), "-o",
                "transport=" + transport)) {
            assertGone(server);
        }
    }

    /** A file stays open, so the mount is detached in the end; nothing may be lost before nor after that. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void aSignalInTheMiddleOfWritesLosesNothing(String signal) throws IOException {
        try (MemfsProcess server = mount("-o", "size=1g")) {
            try (FileChannel file = FileChannel.open(server.mountPoint().resolve("file"),
                    StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long blocks = writeBlocks(file, 0, 100);
                run("kill", "-" + signal, Long.toString(server.process().pid()));
                while (!server.errors().contains("detached")) {
                    blocks = writeBlocks(file, blocks, 100);
                }
                assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
                blocks = writeBlocks(file, blocks, 100);
                assertBlocks(file, blocks);
            }
            assertGone(server);
        }
    }

    private static long writeBlocks(FileChannel file, long from, int count) throws IOException {
        for (long block = from; block < from + count; block++) {
            ByteBuffer bytes = ByteBuffer.allocate(BLOCK_SIZE).putLong(0, block);
            assertThat(file.write(bytes, block % MOST_BLOCKS * BLOCK_SIZE)).isEqualTo(BLOCK_SIZE);
        }
        return from + count;
    }

    /** The last ones that were acknowledged are there, each in its place. */
    private static void assertBlocks(FileChannel file, long blocks) throws IOException {
        for (long block = Math.max(0, blocks - MOST_BLOCKS); block < blocks; block++) {
            ByteBuffer bytes = ByteBuffer.allocate(BLOCK_SIZE);
            assertThat(file.read(bytes, block % MOST_BLOCKS * BLOCK_SIZE)).isEqualTo(BLOCK_SIZE);
            assertThat(bytes.getLong(0)).isEqualTo(block);
        }
    }

    @Test
    void aRequestForStatisticsThatItHasNotEndsNothing() throws IOException {
        try (MemfsProcess server = mount()) {
            run("kill", "-USR1", Long.toString(server.process().pid()));
            while (!server.errors().contains("start with --stats-file")) {
                Thread.onSpinWait();
            }
            Files.createFile(server.mountPoint().resolve("file"));
        }
    }

    @Test
    void anOutsideUnmountEndsIt() throws IOException {
        try (MemfsProcess server = mount()) {
            run("umount", directory.path().toString());
            assertGone(server);
        }
    }

    @Test
    void theEndOfItsInputEndsIt() throws IOException {
        try (MemfsProcess server = mount()) {
            server.process().getOutputStream().close();
            assertGone(server);
        }
    }

    @Test
    void aBusyMountIsDetachedAndSaidSo() throws IOException {
        try (MemfsProcess server = mount()) {
            Process user = new ProcessBuilder("cat").directory(directory.path().toFile()).start();
            try {
                server.process().destroy();
                assertThat(server.exitStatus()).isZero();
                assertThat(user.isAlive()).isTrue();
                assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
                assertThat(server.errors()).contains("still in use").contains("detached");
            } finally {
                user.destroyForcibly();
            }
        }
    }

    @Test
    void aDeadMountIsClearedAtTheNextStart() throws Exception {
        try (MemfsProcess killed = mount()) {
            killed.process().destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            assertThat(MemfsProcess.isMounted(directory.path())).isTrue();
            try (MemfsProcess next = mount()) {
                assertThat(next.errors()).contains("removed the dead mount").contains(directory.path().toString());
                Files.createFile(next.mountPoint().resolve("file"));
            }
        }
    }

    /** In a mount namespace of its own: the control file system need not be mounted on the machine. */
    @Test
    void anAbortedConnectionLeavesNoDeadMount() throws IOException {
        Requirements.program("unshare");
        try (MemfsProcess server = mount()) {
            run("unshare", "-m", "sh", "-c",
                    "cd /sys/fs/fuse/connections; [ -e $0 ] || { mount -t fusectl none . && cd $PWD; }; echo 1 > $0/abort",
                    Long.toString(device()));
            assertGone(server);
            assertThat(server.errors()).contains("was aborted");
        }
    }

    /** At its end it must ask nothing of the newer mount, whose mount id and device the kernel has used again. */
    @Test
    void aNewerMountAtTheSamePathIsLeftAlone(@TempDir Path connections) throws IOException {
        Libc.mount("none", connections, "fusectl", 0, "");
        try (MemfsProcess first = mount()) {
            run("kill", "-STOP", pid(first));
            Libc.umount2(directory.path(), 0);
            try (MemfsProcess second = mount()) {
                Path file = Files.writeString(second.mountPoint().resolve("file"), "text");
                Path waiting = connections.resolve(Long.toString(device())).resolve("waiting");
                run("kill", "-STOP", pid(second));
                run("kill", "-CONT", pid(first));
                while (first.process().isAlive()) {
                    assertThat(waiting).hasContent("0");
                }
                run("kill", "-CONT", pid(second));
                assertThat(first.exitStatus()).isZero();
                assertThat(first.errors()).isEmpty();
                assertThat(file).hasContent("text");
            }
        } finally {
            Libc.umount2(connections, 0);
        }
    }

    private static String pid(MemfsProcess server) {
        return Long.toString(server.process().pid());
    }

    /** The minor number, which is what the control file system calls the connection. */
    private long device() throws IOException {
        return (long) Files.getAttribute(directory.path(), "unix:dev") & 0xff;
    }

    /** Its RELEASEDIRs are still queued then, and some worker is about to take one. */
    @Test
    void anUnmountWithManyRequestsQueuedIsNoFailure() throws IOException {
        for (int i = 0; i < UNMOUNTS; i++) {
            try (MemfsProcess server = mount("-o", "size=1m")) {
                int[] opened = IntStream.range(0, OPEN_DIRECTORIES)
                        .map(_ -> Posix.open(directory.path().toString(), OpenFlags.O_DIRECTORY, 0)).toArray();
                run("kill", "-STOP", pid(server));
                IntStream.of(opened).forEach(Posix::close);
                run("kill", "-CONT", pid(server));
                Libc.umount2(directory.path(), 0);
                assertGone(server);
                // What libfuse says of it by itself, and nothing of ours.
                assertThat(server.errors().replace(LIBFUSE_ABORTED, "")).isEmpty();
            }
        }
    }

    @Test
    void anotherMountOnTopIsNotUnmounted() throws IOException {
        try (MemfsProcess server = mount()) {
            run("mount", "-t", "tmpfs", "memfs-test", directory.path().toString());
            try {
                Path file = Files.createFile(directory.path().resolve("on top"));
                server.process().destroy();
                while (!server.errors().contains("mounted on top")) {
                    Thread.onSpinWait();
                }
                assertThat(file).exists();
            } finally {
                server.process().destroyForcibly();
                run("umount", directory.path().toString());
            }
        }
    }

    @Test
    void readOnlyRefusesChanges() throws IOException {
        try (MemfsProcess server = mount("-R")) {
            assertThatThrownBy(() -> Files.createFile(server.mountPoint().resolve("file")))
                    .isInstanceOf(FileSystemException.class).hasMessageContaining("Read-only");
        }
    }

    @Test
    void theSizeLimitIsEnforced() throws IOException {
        try (MemfsProcess server = mount("-C", "1m")) {
            Path file = server.mountPoint().resolve("file");
            assertThatThrownBy(() -> Files.write(file, new byte[2 << 20])).hasMessageContaining("No space left");
            Files.delete(file);
            awaitFreeSpace(server.mountPoint(), 1 << 19);
            Files.write(file, new byte[1 << 19]);
            assertThat(file).hasSize(1 << 19);
        }
    }

    /** The kernel tells of a file's end (FORGET, RELEASE) without waiting for the answer; the class's timeout ends this. */
    private static void awaitFreeSpace(Path mountPoint, long bytes) throws IOException {
        while (Files.getFileStore(mountPoint).getUsableSpace() < bytes) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void theInodeLimitIsEnforced() throws IOException {
        try (MemfsProcess server = mount("-o", "nr_inodes=3")) {
            Files.createFile(server.mountPoint().resolve("a"));
            Files.createFile(server.mountPoint().resolve("b"));
            assertThatThrownBy(() -> Files.createFile(server.mountPoint().resolve("c")))
                    .hasMessageContaining("No space left");
        }
    }

    @Test
    void statisticsAreWrittenInTheEnd(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("stats.json");
        try (MemfsProcess server = mount("--stats-file", file.toString())) {
            Files.write(server.mountPoint().resolve("file"), new byte[4107]);
        }
        JsonNode statistics = JsonMapper.shared().readTree(Files.readAllBytes(file));
        boolean kernel = transport == Transport.KERNEL;
        assertThat(statistics.get("transport").asString()).isEqualTo(transport.toString());
        assertThat(statistics.get("operations").get(kernel ? "mknod" : "create").get("count").asLong()).isEqualTo(1);
        assertThat(statistics.get("operations").get("write").get("bytes").asLong()).isEqualTo(4107);
        assertThat(statistics.get("writeSizes").get("4107").asLong()).isEqualTo(1);
        assertThat(statistics.get("store").get("inodes").asLong()).isEqualTo(2);
        assertThat(statistics.has("messages")).isEqualTo(kernel);
    }

    /** Sticky or not: the kernel's own protection (fs.protected_symlinks) ends where a directory isn't sticky. */
    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "sticky"})
    void whatAnotherUserPutThereIsLeftAlone(String rights, @TempDir Path folder) throws Exception {
        Requirements.program("setpriv");
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        run("chmod", rights.equals("sticky") ? "1777" : "777", shared.toString());
        run("chmod", "711", folder.toString());
        Path file = shared.resolve("stats.json");
        try (MemfsProcess server = mount("--stats-file", file.toString())) {
            run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "ln", "-s", precious.toString(),
                    file + ".tmp");
            run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "ln", "-s", precious.toString(),
                    file.toString());
            server.process().destroy();
            assertGone(server);
        }
        assertThat(precious).hasContent("precious");
        assertThat(file).isRegularFile().content().contains("operations");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void messagesAreCountedWithoutObserving(@TempDir Path folder) throws IOException {
        assumeTrue(transport == Transport.KERNEL, "libfuse 2 keeps the messages to itself");
        Path file = folder.resolve("stats.json");
        try (MemfsProcess server = mount("--stats-file", file.toString(), "--stats", "messages")) {
            Files.write(server.mountPoint().resolve("file"), new byte[4107]);
        }
        JsonNode statistics = JsonMapper.shared().readTree(Files.readAllBytes(file));
        assertThat(statistics.propertyNames()).containsExactly("transport", "uptimeMillis", "messages", "store",
                "memory");
        assertThat(statistics.get("messages").get("INIT").asLong()).isEqualTo(1);
        assertThat(statistics.get("messages").get("MKNOD").asLong()).isEqualTo(1);
        assertThat(statistics.get("messages").get("WRITE").asLong()).isEqualTo(1);
    }

    @Test
    void writesAreCountedByProgram(@TempDir Path folder) throws Exception {
        assumeTrue(transport == Transport.KERNEL, "libfuse 2 keeps the messages to itself");
        Path file = folder.resolve("stats.json");
        try (MemfsProcess server = mount("--stats-file", file.toString(), "--stats", "writers")) {
            Path written = server.mountPoint().resolve("file");
            // Where they begin at a page, each write is one request.
            run("dd", "if=/dev/zero", "of=" + written, "bs=4107", "count=1");
            run("dd", "if=/dev/zero", "of=" + written, "bs=4096", "count=3", "conv=notrunc");
            run("sh", "-c", "echo hello > " + written);
            // The buffers of the C library's streams are as large as st_blksize says.
            Path lines = Files.writeString(folder.resolve("lines"), "a line of 16 b.\n".repeat(1024));
            run("sh", "-c", "sed '' " + lines + " > " + written);
        }
        JsonNode statistics = JsonMapper.shared().readTree(Files.readAllBytes(file));
        assertThat(statistics.has("operations")).isFalse();
        assertThat(statistics.get("writers").toString()).isEqualTo(
                "{\"dd\":{\"4096\":3,\"4107\":1},\"sed\":{\"8192\":2},\"sh\":{\"6\":1}}");
    }

    @Test
    void memoryIsToldWithoutCounting(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("stats.json");
        try (MemfsProcess server = mount("--stats-file", file.toString(), "--stats", "memory")) {
            Files.write(server.mountPoint().resolve("file"), new byte[1 << 20]);
        }
        JsonNode statistics = JsonMapper.shared().readTree(Files.readAllBytes(file));
        assertThat(statistics.has("operations")).isFalse();
        JsonNode memory = statistics.get("memory");
        assertThat(memory.propertyNames()).containsExactly("heapUsedBytes", "heapCommittedBytes", "offHeapLiveBytes",
                "offHeapReservedBytes");
        assertThat(memory.get("heapUsedBytes").asLong()).isPositive()
                .isLessThanOrEqualTo(memory.get("heapCommittedBytes").asLong());
        assertThat(memory.get("offHeapLiveBytes").asLong()).isGreaterThanOrEqualTo(1 << 20)
                .isLessThanOrEqualTo(memory.get("offHeapReservedBytes").asLong());
    }

    @Test
    void statisticsAreWrittenOnRequest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("stats.json");
        try (var watcher = folder.getFileSystem().newWatchService();
                MemfsProcess server = mount("--stats-file", file.toString())) {
            folder.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
            run("kill", "-USR1", Long.toString(server.process().pid()));
            while (!Files.exists(file)) {
                watcher.take().reset();
            }
            assertThat(JsonMapper.shared().readTree(Files.readAllBytes(file)).has("operations")).isTrue();
        }
    }
}
