package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class MountTableTest {

    @Test
    void readsMountPointTypeAndSourceWhateverTheOptionalFields() {
        var entry = MountTable
                .parse("36 35 98:0 / /mnt/a\\040b\\134c rw,noatime master:1 shared:2 - fuse.memfs a\\040b rw");

        assertThat(entry).isEqualTo(new MountTable.Entry("/mnt/a b\\c", "fuse.memfs", "a b"));
        assertThat(entry.isFuse()).isTrue();
    }

    @Test
    void findsWhatIsMountedAndNothingElse() {
        assertThat(MountTable.find(Path.of("/proc"))).hasValueSatisfying(entry -> {
            assertThat(entry.type()).isEqualTo("proc");
            assertThat(entry.isFuse()).isFalse();
        });
        assertThat(MountTable.find(Path.of("/proc/self"))).isEmpty();
    }
}
