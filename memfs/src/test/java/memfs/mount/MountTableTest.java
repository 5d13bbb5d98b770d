package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class MountTableTest {

    @Test
    void readsMountPointTypeAndSourceWhateverTheOptionalFields() {
        var entry = MountTable
                .parse("36 35 98:0 / /mnt/a\\040b\\134c rw,noatime master:1 shared:2 - fuse.memfs a\\040b\\043 rw");

        assertThat(entry).isEqualTo(new MountTable.Entry(36, "98:0", "/mnt/a b\\c", "fuse.memfs", "a b#"));
        assertThat(entry.isFuse()).isTrue();
    }

    @Test
    void aCarriageReturnIsPartOfAName() {
        assertThat(MountTable.parseAll("1 0 0:1 / /a\rb rw - tmpfs t rw\n2 0 0:2 / /c rw - tmpfs t rw\n"))
                .extracting(MountTable.Entry::mountPoint).containsExactly("/a\rb", "/c");
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
