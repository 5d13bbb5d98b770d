package memfs.contract;

import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.fdatasync;
import static memfs.testing.Posix.fsync;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.syncfs;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** fsync(2) and fdatasync(2): memory has nowhere to write to, but asking must succeed. */
abstract class FsyncContract extends Contract {
    @Test
    void ofAFileSucceeds() {
        int fd = create(at("f"));
        write(fd, "abc");
        fsync(fd);
        fdatasync(fd);
        syncfs(fd);
        assertThat(content(at("f"))).isEqualTo("abc");
    }

    @Test
    void ofADirectorySucceeds() {
        int fd = open(directory("d"), O_RDONLY);
        fsync(fd);
        fdatasync(fd);
        assertThat(lstat(at("d")).nlink()).isEqualTo(2);
    }

    @Test
    void keepsTheTimes() {
        int fd = open(file("f", "abc"), O_RDWR);
        age(at("f"));
        fsync(fd);
        close(fd);
        assertThat(lstat(at("f")).mtime()).isEqualTo(LONG_AGO);
    }
}
