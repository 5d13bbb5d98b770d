package memfs.mount;

import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import memfs.posix.Stat;
import memfs.sys.WallClock;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Posix;
import memfs.testing.Requirements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** File data that the kernel reads and writes by itself: {@code profile=data}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PassthroughIT {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int GIT_WRITE = 4107;
    /** Files that are made ahead. */
    private static final long STOCK = 512;
    private static final String OPTIONS = "profile=data,size=64m";

    @TempDir
    private Path folder;

    private MountDirectory directory;
    private MemfsProcess server;

    @BeforeEach
    void needsRoot() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
    }

    @AfterEach
    void unmount() throws IOException {
        if (server != null) {
            server.close();
        }
        directory.close();
    }

    private void mount(String... options) throws IOException {
        server = MemfsProcess.mount(directory.path(), options);
        assertThat(server.ready().get("settings").get("passthrough").asBoolean()).isTrue();
    }

    private void mountCounting() throws IOException {
        mount("-o", OPTIONS, "--stats", "messages", "--stats-file", folder.resolve("stats").toString());
    }

    private String at(String name) {
        return directory.path().resolve(name).toString();
    }

    /** What the server has counted, written anew. */
    private JsonNode statistics() throws IOException {
        Path file = folder.resolve("stats");
        Files.deleteIfExists(file);
        new ProcessBuilder("kill", "-USR1", Long.toString(server.process().pid())).start().onExit().join();
        long start = System.nanoTime();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - start).isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    private void awaitBackedBytes(long bytes) throws IOException {
        long start = System.nanoTime();
        while (statistics().get("store").get("backedBytes").asLong() != bytes) {
            assertThat(System.nanoTime() - start).as("waiting for the backing files to have " + bytes + " bytes")
                    .isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void awaitMessage(String opcode) throws IOException {
        long start = System.nanoTime();
        while (!statistics().get("messages").has(opcode)) {
            assertThat(System.nanoTime() - start).as("waiting for a " + opcode).isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private int create(String name) {
        return Posix.open(at(name), O_CREAT | O_RDWR, 0644);
    }

    private static void write(int fd, String text) {
        assertThat(Posix.write(fd, text.getBytes())).isEqualTo(text.length());
    }

    private void assertReadyLine() throws IOException {
        JsonNode settings = server.ready().get("settings");
        assertThat(settings.get("profile").asString()).isEqualTo("data");
        assertThat(settings.get("passthrough").asBoolean()).isTrue();
        for (String off : List.of("xattr", "no_open", "no_create", "writeback_cache", "handle_killpriv_v2")) {
            assertThat(settings.get(off).asBoolean()).as(off).isFalse();
        }
        assertThat(settings.get("flags").valueStream().map(JsonNode::asString)).contains("passthrough");
        assertThat(settings.get("missing")).isEmpty();
        assertThat(server.errors()).isEmpty();
    }

    @Test
    void writesReadsAndMappingsAreNoRequests() throws IOException {
        mountCounting();
        assertReadyLine();
        int fd = create("f");
        byte[] piece = new byte[GIT_WRITE];
        for (int i = 0; i < 100; i++) {
            Posix.write(fd, piece);
        }
        MemorySegment mapping = Posix.mmap(fd, 8192, 0);
        mapping.set(ValueLayout.JAVA_BYTE, 5000, (byte) 'x');
        assertThat(Posix.pread(fd, 1, 5000)).containsExactly('x');
        Posix.munmap(mapping);
        Posix.close(fd);
        int again = Posix.open(at("f"), O_RDONLY, 0);
        assertThat(Posix.pread(again, 1 << 20, 0)).hasSize(100 * GIT_WRITE);
        Posix.close(again);
        JsonNode messages = statistics().get("messages");
        assertThat(messages.has("WRITE")).isFalse();
        assertThat(messages.has("READ")).isFalse();
        assertThat(messages.get("CREATE").asLong()).isEqualTo(1);
        assertThat(messages.get("OPEN").asLong()).isEqualTo(1);
    }

    @Test
    void aSmallFileMovesBackUnseen() throws IOException {
        mountCounting();
        int fd = create("f");
        write(fd, "small");
        Posix.close(fd);
        Stat before = Posix.lstat(at("f"));
        awaitBackedBytes(0);
        assertThat(Posix.lstat(at("f"))).isEqualTo(before);
        assertThat(Files.readString(Path.of(at("f")))).isEqualTo("small");
        int writer = Posix.open(at("f"), O_WRONLY, 0);
        Posix.pwrite(writer, " more".getBytes(), 5);
        Posix.close(writer);
        assertThat(Files.readString(Path.of(at("f")))).isEqualTo("small more");
    }

    /** Read-ahead that a program asks for fills the kernel's cache though nothing reads from that, and later writes don't. */
    @Test
    void whatReadAheadHasCachedIsNotReadLater() throws IOException {
        mountCounting();
        int fd = create("f");
        write(fd, "old text");
        Posix.willNeed(fd);
        awaitMessage("READ");
        Posix.pwrite(fd, "new".getBytes(), 0);
        Posix.close(fd);
        awaitBackedBytes(0);
        assertThat(Files.readString(Path.of(at("f")))).isEqualTo("new text");
    }

    @Test
    void aMappingThatOutlivesTheCloseStaysThatOfTheFile() throws IOException {
        mountCounting();
        int fd = create("f");
        write(fd, "mapped");
        MemorySegment mapping = Posix.mmap(fd, 6, 0);
        Posix.close(fd);
        int other = create("g");
        write(other, "other");
        Posix.close(other);
        awaitBackedBytes(4096);
        mapping.copyFrom(MemorySegment.ofArray("MAPPED".getBytes()));
        assertThat(Files.readString(Path.of(at("f")))).isEqualTo("MAPPED");
        Posix.munmap(mapping);
        awaitBackedBytes(0);
        assertThat(Files.readString(Path.of(at("f")))).isEqualTo("MAPPED");
    }

    @Test
    void nothingIsLeftOfWhatIsRemoved() throws IOException {
        mountCounting();
        for (int i = 0; i < 300; i++) {
            Files.write(Path.of(at("f" + i)), new byte[100_000]);
        }
        for (int i = 0; i < 300; i++) {
            Posix.unlink(at("f" + i));
        }
        awaitBackedBytes(0);
        JsonNode store = statistics().get("store");
        assertThat(store.get("liveBytes").asLong()).isZero();
        assertThat(store.get("inodes").asLong()).isEqualTo(1);
        assertThat(descriptors()).as("the stock, and what else the server has open").isLessThan(STOCK + 200);
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + server.process().pid() + "/fd"))) {
            return open.count();
        }
    }

    /** Half of them are for backing files, and what is beyond that is served by requests. */
    @Test
    void fewDescriptorsAreEnough() throws IOException {
        server = MemfsProcess.mountThrough(List.of("prlimit", "--nofile=64:64"), directory.path(), "-o", OPTIONS,
                "--stats", "messages", "--stats-file", folder.resolve("stats").toString());
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int fd = create("f" + i);
            write(fd, "text " + i);
            open.add(fd);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(new String(Posix.pread(open.get(i), 100, 0))).isEqualTo("text " + i);
            assertThat(Files.readString(Path.of(at("f" + i)))).isEqualTo("text " + i);
        }
        JsonNode counted = statistics();
        assertThat(counted.get("messages").get("WRITE").asLong()).isBetween(1L, 99L);
        assertThat(counted.get("store").get("backedBytes").asLong()).isPositive();
        open.forEach(Posix::close);
        for (int i = 0; i < 100; i++) {
            assertThat(Files.readString(Path.of(at("f" + i)))).isEqualTo("text " + i);
        }
    }

    /** In a user namespace root has CAP_SYS_ADMIN, but not the kernel's. */
    @Test
    void withoutTheRightItIsTheDefault() throws IOException {
        server = MemfsProcess.mountThrough(List.of("unshare", "-Urm"), directory.path(), "-o", OPTIONS);
        JsonNode settings = server.ready().get("settings");
        assertThat(settings.get("passthrough").asBoolean()).isFalse();
        assertThat(settings.get("missing").valueStream().map(JsonNode::asString)).containsExactly("passthrough");
        assertThat(settings.get("no_open").asBoolean()).isTrue();
        assertThat(settings.get("xattr").asBoolean()).isTrue();
        assertThat(server.errors()).contains("passthrough can't be had").contains("for root alone").hasLineCount(1);
    }

    /** It counts as a file system that stands on another one: one more may stand on it. */
    @Test
    void overlayfsStandsOnIt() throws IOException {
        mount("-o", OPTIONS);
        Files.writeString(Path.of(at("lower")), "lower");
        Path upper = folder.resolve("over");
        for (String name : List.of("over", "over/tmpfs", "over/merged")) {
            Files.createDirectory(folder.resolve(name));
        }
        assertThat(run("mount", "-t", "tmpfs", "memfs-test", upper.resolve("tmpfs").toString())).isZero();
        try {
            Files.createDirectory(upper.resolve("tmpfs/upper"));
            Files.createDirectory(upper.resolve("tmpfs/work"));
            assertThat(run("mount", "-t", "overlay", "memfs-test", "-o", "lowerdir=" + directory.path() + ",upperdir="
                    + upper.resolve("tmpfs/upper") + ",workdir=" + upper.resolve("tmpfs/work"),
                    upper.resolve("merged").toString())).isZero();
            try {
                assertThat(Files.readString(upper.resolve("merged/lower"))).isEqualTo("lower");
                Files.writeString(upper.resolve("merged/lower"), "upper");
                assertThat(Files.readString(Path.of(at("lower")))).isEqualTo("lower");
            } finally {
                assertThat(run("umount", upper.resolve("merged").toString())).isZero();
            }
        } finally {
            assertThat(run("umount", upper.resolve("tmpfs").toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    /** make compares them. */
    @Test
    void whatIsChangedLaterIsYounger() throws IOException {
        mount("-o", OPTIONS);
        Stat last = null;
        for (int i = 0; i < 300; i++) {
            String path = at("f" + i);
            int fd = Posix.open(path, O_CREAT | (i % 3 == 0 ? O_RDONLY : O_RDWR), 0644);
            if (i % 3 == 1) {
                write(fd, "x");
            } else if (i % 3 == 2) {
                Posix.utimensat(path, 0, Posix.UTIME_NOW, 0, Posix.UTIME_NOW, 0);
            }
            Stat stat = Posix.lstat(path);
            Posix.close(fd);
            assertThat(stat.mtime()).isGreaterThanOrEqualTo(last == null ? stat.mtime() : last.mtime());
            assertThat(stat.mtime().toNanos()).isLessThanOrEqualTo(WallClock.EXACT.nanos());
            last = stat;
        }
    }
}
