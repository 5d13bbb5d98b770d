package memfs.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mmap;
import static memfs.testing.Posix.msync;
import static memfs.testing.Posix.munmap;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

import org.junit.jupiter.api.Test;

/** mmap(2) of a file, as gcc and ld use it. */
abstract class MmapContract extends Contract {
    @Test
    void readsTheContent() {
        int fd = open(file("f", "mapped"), O_RDWR);
        MemorySegment map = mmap(fd, 6, 0);
        assertThat(text(map.toArray(JAVA_BYTE))).isEqualTo("mapped");
        munmap(map);
    }

    @Test
    void writesAreSeenByRead() {
        int fd = create(at("f"));
        ftruncate(fd, 8192);
        MemorySegment map = mmap(fd, 8192, 0);
        map.set(JAVA_BYTE, 0, (byte) 'a');
        map.set(JAVA_BYTE, 5000, (byte) 'b');
        assertThat(pread(fd, 1, 0) + pread(fd, 1, 5000)).isEqualTo("ab");
        msync(map);
        munmap(map);
        assertThat(content(at("f"))).startsWith("a\0").hasSize(8192).endsWith("b" + "\0".repeat(3191));
    }

    @Test
    void seesWrites() {
        int fd = open(file("f", "before"), O_RDWR);
        MemorySegment map = mmap(fd, 6, 0);
        assertThat(map.get(JAVA_BYTE, 0)).isEqualTo((byte) 'b');
        pwrite(fd, "after!", 0);
        assertThat(text(map.toArray(JAVA_BYTE))).isEqualTo("after!");
        munmap(map);
    }

    @Test
    void outlivesDescriptorAndName() {
        int fd = open(file("f", "lasting"), O_RDWR);
        MemorySegment map = mmap(fd, 7, 0);
        close(fd);
        unlink(at("f"));
        assertThat(text(map.toArray(JAVA_BYTE))).isEqualTo("lasting");
        munmap(map);
    }

    @Test
    void writesStampMtime() {
        int fd = create(at("f"));
        ftruncate(fd, 4096);
        MemorySegment map = mmap(fd, 4096, 0);
        age(at("f"));
        map.set(JAVA_BYTE, 0, (byte) 'x');
        msync(map);
        munmap(map);
        close(fd);
        assertThat(lstat(at("f")).mtime()).isGreaterThan(LONG_AGO);
    }
}
