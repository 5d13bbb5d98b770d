package memfs.mount;

import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.posix.Errno;
import memfs.posix.Stat;
import memfs.sys.Libc;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Posix;
import memfs.testing.PosixException;
import memfs.testing.Requirements;
import memfs.testing.RingSwitch;

/** {@code profile=data} when the server, the connection or a program ends, or the space, while files are open and mapped. */
@ParameterizedClass
@ValueSource(strings = {"off", "on"})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PassthroughFaultsIT {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int PAGE = 4096;

    @Parameter
    private String ioUring;

    @TempDir
    private Path folder;

    private MountDirectory directory;
    private MemfsProcess server;
    private int writer;
    private int reader;
    private MemorySegment mapping;

    @BeforeEach
    void requirements() throws IOException {
        Requirements.root();
        Requirements.fuse();
        assumeTrue(ioUring.equals("off") || RingSwitch.isSet(), "needs fuse's parameter enable_uring");
        directory = MountDirectory.create();
    }

    @AfterEach
    void unmount() throws IOException {
        if (server != null) {
            server.close();
        }
        if (directory != null) {
            directory.close();
        }
    }

    private void mount(String size) throws IOException {
        server = MemfsProcess.mount(directory.path(), "-o", "profile=data,size=" + size + ",io_uring=" + ioUring);
        assertThat(server.ready().get("settings").get("passthrough").asBoolean()).isTrue();
    }

    private Path at(String name) {
        return directory.path().resolve(name);
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void openAndMap() {
        writer = Posix.open(at("f").toString(), O_CREAT | O_RDWR, 0644);
        Posix.write(writer, "text".getBytes());
        reader = Posix.open(at("f").toString(), O_RDONLY, 0);
        mapping = Posix.mmap(writer, 4, 0);
    }

    private void assertWhatIsOpenStaysUsable() {
        assertThat(Posix.pread(reader, 10, 0)).asString().isEqualTo("text");
        Posix.pwrite(writer, "TEXT".getBytes(), 0);
        assertThat(mapping.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 'E');
        mapping.set(ValueLayout.JAVA_BYTE, 1, (byte) 'e');
        assertThat(Posix.pread(reader, 10, 0)).asString().isEqualTo("TeXT");
        Posix.munmap(mapping);
        closeAnyhow(reader);
        closeAnyhow(writer);
    }

    /** The connection is gone, and may say so. */
    private static void closeAnyhow(int fd) {
        try {
            Posix.close(fd);
        } catch (PosixException _) {
            // It is closed all the same.
        }
    }

    /** A ring outlives its process for a moment, in which it takes requests that nobody serves. */
    private Set<Errno> afterTheServersDeath() {
        return ioUring.equals("off") ? Set.of(Errno.ENOTCONN) : Set.of(Errno.ENOTCONN, Errno.ECONNABORTED);
    }

    @Test
    void theServersDeathLeavesWhatIsOpen() throws IOException {
        mount("64m");
        openAndMap();
        server.process().destroyForcibly();
        server.exitStatus();
        assertThatThrownBy(() -> Posix.open(at("f").toString(), O_RDONLY, 0)).isInstanceOfSatisfying(
                PosixException.class, e -> assertThat(e.errno()).isIn(afterTheServersDeath()));
        assertWhatIsOpenStaysUsable();
    }

    @Test
    void anAbortedConnectionLeavesWhatIsOpen() throws IOException {
        mount("64m");
        openAndMap();
        Libc.mount("none", folder, "fusectl", 0, "");
        try {
            long device = ((Number) Files.getAttribute(directory.path(), "unix:dev")).longValue();
            // Of major number 0; makedev(3).
            long minor = device & 0xff | device >> 12 & ~0xff;
            Files.writeString(folder.resolve(Long.toString(minor)).resolve("abort"), "1");
        } finally {
            Libc.umount2(folder, Libc.MNT_DETACH);
        }
        server.exitStatus();
        assertThat(server.errors()).contains("was aborted");
        assertWhatIsOpenStaysUsable();
    }

    /** Its last write ends where the signal meets it; what was written is there, and the space comes back. */
    @Test
    void aProgramKilledInTheMiddleOfAWriteLeavesWhatItWrote() throws Exception {
        mount("1g");
        FileStore space = Files.getFileStore(directory.path());
        long free = space.getUsableSpace();
        Process program = new ProcessBuilder("yes").redirectOutput(at("f").toFile()).start();
        await(() -> Posix.lstat(at("f").toString()).size() > 1 << 20);
        program.destroyForcibly().waitFor();
        byte[] left = Files.readAllBytes(at("f"));
        assertThat(left).hasSizeGreaterThan(1 << 20).hasSize((int) Files.size(at("f")));
        for (int i = 0; i < left.length; i++) {
            if (left[i] != (i % 2 == 0 ? 'y' : '\n')) {
                assertThat(left[i]).as("at %d", i).isEqualTo((byte) (i % 2 == 0 ? 'y' : '\n'));
            }
        }
        Files.delete(at("f"));
        assertThat(space.getUsableSpace()).isEqualTo(free);
    }

    /** As on tmpfs; the size limit may be met two of its steps, of 16 KiB, too early. */
    @Test
    void storesIntoAMappingEndWhereTheSpaceEnds() throws Exception {
        mount("4m");
        long pages = pagesUntilTheFault(at("f"));
        Libc.mount("none", folder, "tmpfs", 0, "size=4m");
        try {
            assertThat(pages).isBetween(pagesUntilTheFault(folder.resolve("f")) - 8, (4L << 20) / PAGE);
        } finally {
            Libc.umount2(folder, Libc.MNT_DETACH);
        }
        assertThatThrownBy(() -> Files.write(at("g"), new byte[16 * PAGE])).isInstanceOf(IOException.class)
                .hasMessageContaining("No space");
        Files.delete(at("f"));
        Files.write(at("g"), new byte[16 * PAGE]);
        assertThat(Files.readAllBytes(at("g"))).isEqualTo(new byte[16 * PAGE]);
    }

    /** Java makes an error of SIGBUS. */
    private static long pagesUntilTheFault(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE); Arena arena = Arena.ofShared()) {
            ByteBuffer mapped = file.map(MapMode.READ_WRITE, 0, 8 << 20, arena).asByteBuffer();
            assertThatThrownBy(() -> storeEverywhere(mapped)).isInstanceOf(InternalError.class)
                    .hasMessageContaining("fault");
            return Posix.lstat(path.toString()).blocks() * Stat.BLOCK_UNIT / PAGE;
        }
    }

    private static void storeEverywhere(ByteBuffer mapped) {
        for (int at = 0; at < mapped.capacity(); at += PAGE) {
            mapped.put(at, (byte) 1);
        }
    }
}
