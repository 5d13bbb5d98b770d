package memfs.contract;

import static memfs.posix.Mode.S_IFCHR;
import static memfs.posix.Mode.S_IFIFO;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.lstatWithBirth;
import static memfs.testing.Posix.mknod;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.testing.Posix;

/** statx(2) with STATX_BTIME, which Linux asks a FUSE server for since 6.6. */
abstract class StatxContract extends Contract {
    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no birth time", shows = "was: Timestamp[seconds=0, nanos=0]")
    void birthIsTheTimeOfCreation() {
        emptyFile("f");
        directory("d");
        symlink("f", at("link"));
        mknod(at("fifo"), S_IFIFO | 0666, 0);
        for (String name : List.of("f", "d", "link", "fifo")) {
            Stat stat = lstatWithBirth(at(name));
            assertThat(stat.btime()).as(name).isEqualTo(stat.mtime());
        }
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no birth time", shows = "Timestamp[seconds=0, nanos=0]")
    void birthStaysWhateverChanges() {
        String path = file("f", "content");
        Timestamp birth = lstatWithBirth(path).btime();
        assertThat(birth).isGreaterThan(LONG_AGO);
        age(path);
        chmod(path, 0600);
        Posix.truncate(path, 3);
        link(path, at("g"));
        unlink(path);
        rename(at("g"), at("h"));
        assertThat(lstatWithBirth(at("h")).btime()).isEqualTo(birth);
    }

    @Test
    void allElseIsAsWithoutIt() {
        mknod(at("device"), S_IFCHR | 0640, Posix.device(0x123, 0x45678));
        Posix.chown(at("device"), 1234, 5678);
        age(at("device"));
        assertSameButForBirth("device");
        symlink("target", at("link"));
        assertSameButForBirth("link");
        file("f", "content");
        assertSameButForBirth("f");
        directory("d");
        assertSameButForBirth("d");
    }

    private void assertSameButForBirth(String name) {
        Stat with = lstatWithBirth(at(name));
        assertThat(with).usingRecursiveComparison().ignoringFields("btimeSeconds", "btimeNanos")
                .isEqualTo(lstat(at(name)));
    }
}
