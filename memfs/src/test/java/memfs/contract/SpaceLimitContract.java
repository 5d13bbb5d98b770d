package memfs.contract;

import static memfs.posix.Errno.EFAULT;
import static memfs.posix.Errno.ENOSPC;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_TRUNC;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.SEEK_END;
import static memfs.testing.Posix.fallocate;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.fsync;
import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.lseek;
import static memfs.testing.Posix.mmap;
import static memfs.testing.Posix.msync;
import static memfs.testing.Posix.munmap;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.statvfs;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Errno;
import memfs.posix.StatFs;
import memfs.testing.Posix;
import memfs.testing.PosixException;

/** ENOSPC at the size limit, and its end when something is removed. */
abstract class SpaceLimitContract extends Contract {
    private static final int PIECE = 1 << 20;
    private static final int LARGE = 4 << 20;
    /** What a file system needs besides, to know where the pages are. */
    private static final int SPARE = 512 << 10;
    private static final int ROUNDS = 50;

    private static final int PAGE = 4096;
    private static final String MAPPED = "the kernel asks a FUSE server for no space when a page is first stored to; msync, fsync and close report ENOSPC";

    @BeforeEach
    void needsASmallFileSystem() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of known size");
    }

    /** Writes until nothing more fits; answers the bytes that did. */
    private long fill(int fd, int piece) {
        byte[] zeros = new byte[piece];
        Arrays.fill(zeros, (byte) 'x');
        StatFs figures = statvfs(dir);
        long most = 2 * figures.blocks() * figures.blockSize();
        long total = 0;
        try {
            while (total <= most) {
                total += Posix.write(fd, zeros);
            }
            throw new AssertionError("write(2) never said ENOSPC");
        } catch (PosixException e) {
            assertThat(e.errno()).isEqualTo(ENOSPC);
            return total;
        }
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void isReachedWhereStatfsSaid() {
        int fd = create(at("f"));
        StatFs empty = statvfs(dir);
        long written = fill(fd, PIECE);
        assertThat(written).isBetween((empty.blocksFree() - 256) * empty.blockSize(),
                empty.blocksFree() * empty.blockSize());
        assertThat(fstat(fd).size()).isEqualTo(written);
        assertThat(statvfs(dir).blocksFree()).isLessThanOrEqualTo(256);
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void cutsTheLastWrite() {
        int fd = create(at("f"));
        // More than what a file system may need to know where all these pages are.
        int spare = 100;
        fallocate(fd, 0, 0, (statvfs(dir).blocksFree() - spare) * 4096);
        lseek(fd, 0, SEEK_END);
        long before = fstat(fd).size();
        long written = fill(fd, PIECE);
        assertThat(written).isPositive().isLessThanOrEqualTo(spare * 4096);
        assertThat(fstat(fd).size()).isEqualTo(before + written);
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void keepsWhatWasWrittenBefore() {
        int fd = create(at("f"));
        write(fd, "precious");
        fill(create(at("filler")), PIECE);
        assertThat(content(at("f"))).isEqualTo("precious");
        pwrite(fd, "PRECIOUS", 0);
        assertThat(content(at("f"))).isEqualTo("PRECIOUS");
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void endsWhenAFileIsRemoved() {
        int filler = create(at("filler"));
        fill(filler, PIECE);
        int fd = create(at("f"));
        byte[] page = new byte[8192];
        assertErrno(ENOSPC, () -> {
            Posix.write(fd, page);
            Posix.write(fd, page);
        });
        unlink(at("filler"));
        close(filler);
        await("space", () -> statvfs(dir).blocksFree() > 4096);
        assertThat(Posix.pwrite(fd, new byte[PIECE], 0)).isEqualTo(PIECE);
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void endsWhenAFileIsCut() {
        int filler = create(at("filler"));
        fill(filler, PIECE);
        ftruncate(filler, 0);
        assertThat(Posix.pwrite(create(at("f")), new byte[PIECE], 0)).isEqualTo(PIECE);
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void isReachedBySmallFilesToo() {
        long blocks = statvfs(dir).blocksFree();
        fill(create(at("filler")), PIECE);
        Errno failure = null;
        for (int i = 0; failure == null && i <= blocks; i++) {
            int fd = create(at("f" + i));
            failure = errnoOf(() -> Posix.write(fd, bytes("x")));
            close(fd);
        }
        assertThat(failure).isEqualTo(ENOSPC);
    }

    @Test
    @Except(target = "memfs-fast", because = "the kernel writes back later, so close and fsync tell of ENOSPC", shows = "never said ENOSPC")
    void letsNamesBeRemoved() {
        file("a", "a");
        directory("d");
        fill(create(at("filler")), PIECE);
        rename(at("a"), at("d/b"));
        unlink(at("d/b"));
        rmdir(at("d"));
        assertThat(exists(at("d"))).isFalse();
    }

    /** All but little of the space, which is needed again at once after what took it is gone: {@link #ROUNDS} times. */
    private void needsAtOnce(Runnable removal) {
        for (int round = 0; round < ROUNDS; round++) {
            int fd = open(at("large"), O_CREAT | O_RDWR, 0644);
            fallocate(fd, 0, 0, LARGE);
            Posix.pwrite(fd, bytes("x"), 0);
            close(fd);
            removal.run();
            int next = open(at("next"), O_CREAT | O_RDWR, 0644);
            fallocate(next, 0, 0, LARGE);
            close(next);
            unlink(at("next"));
        }
    }

    private void fillUpTo(long bytes) {
        fallocate(create(at("filler")), 0, 0, statvfs(dir).blocksFree() * 4096 - bytes);
    }

    @Test
    void isThereAgainRightAfterUnlink() {
        fillUpTo(LARGE + SPARE);
        needsAtOnce(() -> unlink(at("large")));
    }

    @Test
    void isThereAgainRightAfterARenameOverAFile() {
        fillUpTo(LARGE + SPARE);
        needsAtOnce(() -> rename(emptyFile("small"), at("large")));
    }

    @Test
    void isThereAgainRightAfterOTrunc() {
        fillUpTo(LARGE + SPARE);
        needsAtOnce(() -> close(open(at("large"), O_WRONLY | O_TRUNC)));
    }

    @Test
    void isThereAgainForAWriteRightAfterUnlink() {
        fillUpTo(LARGE + SPARE);
        byte[] bytes = new byte[LARGE];
        for (int round = 0; round < ROUNDS; round++) {
            int fd = create(at("large"));
            assertThat(Posix.write(fd, bytes)).isEqualTo(LARGE);
            close(fd);
            unlink(at("large"));
        }
    }

    @Test
    void isThereAgainRightAfterTheLastCloseOfARemovedFile() {
        fillUpTo(LARGE + SPARE);
        for (int round = 0; round < ROUNDS; round++) {
            int fd = create(at("large"));
            unlink(at("large"));
            fallocate(fd, 0, 0, LARGE);
            close(fd);
        }
    }

    /** Takes all space without a write, which a cache could hold back. */
    private void reserveAll() {
        int fd = create(at("reserved"));
        long size = 0;
        for (long length = statvfs(dir).blocksFree() * PAGE; length >= PAGE; length /= 2) {
            long offset = size;
            long more = length;
            if (errnoOf(() -> fallocate(fd, 0, offset, more)) == null) {
                size += length;
            }
        }
    }

    /**
     * Stores a page into a mapping. The kernel does it, as read(2) into the mapping, which fails with EFAULT where a store
     * of the program's own would end in SIGBUS.
     */
    private void store(MemorySegment mapping) {
        Posix.pread(open("/dev/zero", O_RDONLY), mapping, 0);
    }

    /** Runs a check on a mapping of a new file that is one hole of a page, and unmaps it. */
    private void withMappedHole(BiConsumer<Integer, MemorySegment> check) {
        int fd = create(at("hole"));
        ftruncate(fd, PAGE);
        MemorySegment mapping = mmap(fd, PAGE, 0);
        try {
            check.accept(fd, mapping);
        } finally {
            munmap(mapping);
        }
    }

    @Test
    @Except(target = "memfs", because = MAPPED, shows = "but was: null")
    @Except(target = "memfs-acl", because = MAPPED, shows = "but was: null")
    @Except(target = "memfs-safe", because = MAPPED, shows = "but was: null")
    @Except(target = "memfs-own", because = MAPPED, shows = "but was: null")
    @Except(target = "memfs-fast", because = MAPPED, shows = "but was: null")
    @Except(target = "memfs-jnr", because = MAPPED, shows = "but was: null")
    void stopsAStoreIntoAMapping() {
        reserveAll();
        withMappedHole((_, mapping) -> assertErrno(EFAULT, () -> store(mapping)));
    }

    @Test
    void isReportedByMsyncWhereNotByTheStore() {
        reserveAll();
        withMappedHole((_, mapping) -> assertThat(errnoOf(() -> {
            store(mapping);
            msync(mapping);
        })).isIn(EFAULT, ENOSPC));
    }

    @Test
    void isReportedByFsyncWhereNotByTheStore() {
        reserveAll();
        withMappedHole((fd, mapping) -> assertThat(errnoOf(() -> {
            store(mapping);
            fsync(fd);
        })).isIn(EFAULT, ENOSPC));
    }

    @Test
    void isReportedByCloseWhereNotByTheStore() {
        reserveAll();
        withMappedHole((fd, mapping) -> assertThat(errnoOf(() -> {
            store(mapping);
            close(fd);
        })).isIn(EFAULT, ENOSPC));
    }

    @Test
    void leavesTheSpaceOfAMappingThatWasReserved() {
        int fd = create(at("f"));
        fallocate(fd, 0, 0, PAGE);
        reserveAll();
        MemorySegment mapping = mmap(fd, PAGE, 0);
        mapping.fill((byte) 'x');
        msync(mapping);
        munmap(mapping);
        close(fd);
        assertThat(content(at("f"))).isEqualTo("x".repeat(PAGE));
    }
}
