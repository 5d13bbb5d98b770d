package memfs.contract;

import static memfs.posix.Errno.ENOSPC;
import static memfs.posix.Mode.S_IFIFO;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.mkdir;
import static memfs.testing.Posix.mknod;
import static memfs.testing.Posix.statvfs;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ENOSPC when no inode is left. */
abstract class InodeLimitContract extends Contract {
    @BeforeEach
    void needsASmallFileSystem() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of known size");
    }

    @Test
    void isReachedByEveryKindOfInode() {
        long free = statvfs(dir).filesFree();
        for (int i = 0; i < free; i++) {
            mkfile(at("f" + i), 0600);
        }
        assertThat(statvfs(dir).filesFree()).isZero();
        assertErrno(ENOSPC, () -> create(at("file")));
        assertErrno(ENOSPC, () -> mkdir(at("directory"), 0755));
        assertErrno(ENOSPC, () -> symlink("x", at("link")));
        assertErrno(ENOSPC, () -> mknod(at("fifo"), S_IFIFO | 0600, 0));
        pwrite(open(at("f0"), O_RDWR), "there is space", 0);
        unlink(at("f1"));
        await("an inode", () -> statvfs(dir).filesFree() == 1);
        create(at("file"));
    }

    /** Each further name takes memory as an inode does; shmem_link() in mm/shmem.c. */
    @Test
    void isReachedByHardLinksToo() {
        create(at("file"));
        long free = statvfs(dir).filesFree();
        for (int i = 0; i < free; i++) {
            link(at("file"), at("l" + i));
        }
        assertThat(statvfs(dir).filesFree()).isZero();
        assertErrno(ENOSPC, () -> link(at("file"), at("another")));
        unlink(at("l0"));
        assertThat(statvfs(dir).filesFree()).isEqualTo(1);
        link(at("file"), at("another"));
    }
}
