package workload.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class MountsTest {
    @Test
    void readsALineWithOptionalFields() {
        assertThat(Mounts
                .parse("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue\n"))
                .containsExactly(new Mounts.Mount(Path.of("/mnt2"), "ext3", "rw,noatime,rw,errors=continue", "98:0"));
    }

    @Test
    void unescapesTheMountPoint() {
        assertThat(Mounts.parse("36 35 0:5 / /a\\040b\\134c rw - tmpfs none rw")).singleElement()
                .extracting(Mounts.Mount::point).isEqualTo(Path.of("/a b\\c"));
    }

    @Test
    void aCarriageReturnIsPartOfAName() {
        assertThat(Mounts.parse("1 0 0:1 / /a\rb rw - tmpfs t rw\n2 0 0:2 / /c rw - tmpfs t rw\n"))
                .extracting(Mounts.Mount::point).containsExactly(Path.of("/a\rb"), Path.of("/c"));
    }

    @Test
    void findsTheDeepestMountThatContainsAPath() throws IOException {
        assertThat(Mounts.containing(Path.of("/proc/self")).type()).isEqualTo("proc");
        assertThat(Mounts.at(Path.of("/proc")).orElseThrow().point()).isEqualTo(Path.of("/proc"));
        assertThat(Mounts.at(Path.of("/proc/self"))).isEmpty();
    }
}
