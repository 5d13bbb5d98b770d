package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhysicalMemoryTest {
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private PhysicalMemory memory(String membership) throws IOException {
        file("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:         1234 kB\n");
        file("proc/self/cgroup", membership);
        return PhysicalMemory.read(root);
    }

    @Test
    void withoutGroupsItIsTheMachines() throws IOException {
        file("proc/meminfo", "Foo: 1 kB\nMemTotal:        8388608 kB\n");
        assertThat(PhysicalMemory.read(root)).isEqualTo(new PhysicalMemory(8 * GIBIBYTE, Long.MAX_VALUE));
        assertThat(PhysicalMemory.read(root).usable()).isEqualTo(8 * GIBIBYTE);
    }

    @Test
    void theLeastLimitOnTheWayUpHolds() throws IOException {
        file("sys/fs/cgroup/a/memory.max", "1073741824\n");
        file("sys/fs/cgroup/a/b/memory.max", "max\n");
        file("sys/fs/cgroup/a/b/c/memory.max", "2147483648\n");
        file("sys/fs/cgroup/other/memory.max", "4096\n");

        assertThat(memory("0::/a/b/c\n")).isEqualTo(new PhysicalMemory(8 * GIBIBYTE, GIBIBYTE));
        assertThat(memory("0::/a/b/c\n").usable()).isEqualTo(GIBIBYTE);
        assertThat(memory("0::/\n").cgroup()).isEqualTo(Long.MAX_VALUE);
    }

    /** Over memory.high a group isn't stopped, but throttled until nothing moves any more. */
    @Test
    void aGroupThatIsThrottledHasReachedItsLimit() throws IOException {
        file("sys/fs/cgroup/a/memory.max", "2147483648\n");
        file("sys/fs/cgroup/a/memory.high", "1073741824\n");
        assertThat(memory("0::/a\n").cgroup()).isEqualTo(GIBIBYTE);
    }

    @Test
    void inAContainerItsOwnGroupIsTheTop() throws IOException {
        file("sys/fs/cgroup/memory.max", "1073741824\n");
        assertThat(memory("0::/system.slice/of-the-host\n").cgroup()).isEqualTo(GIBIBYTE);
    }

    /** Its "unlimited" is the largest number of whole pages. */
    @Test
    void versionOneIsUnderstoodToo() throws IOException {
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        file("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "1073741824\n");

        assertThat(memory("9:name=systemd:/\n5:cpu,memory:/a:b\n0::/\n").usable()).isEqualTo(8 * GIBIBYTE);
        assertThat(memory("9:name=systemd:/a\n5:memory:/a\n0::/\n").usable()).isEqualTo(GIBIBYTE);
    }

    @Test
    void thisMachineHasSome() {
        assertThat(PhysicalMemory.ofThisProcess().machine()).isGreaterThan(1 << 20);
        assertThat(PhysicalMemory.ofThisProcess().usable()).isGreaterThan(1 << 20);
    }
}
