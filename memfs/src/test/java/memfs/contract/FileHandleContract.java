package memfs.contract;

import static memfs.posix.Errno.ESTALE;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.FileHandle.dropCaches;
import static memfs.testing.Posix.O_PATH;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.readlink;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import memfs.testing.FileHandle;
import memfs.testing.Requirements;

/** name_to_handle_at(2) and open_by_handle_at(2): root opens files without their names. */
abstract class FileHandleContract extends Contract {
    private static final String FORGOTTEN = "libfuse 2 forgets an inode with the kernel, and has only paths to find it again";

    @BeforeEach
    void needsRoot() {
        Requirements.root();
    }

    private static FileHandle handle(String path) {
        return FileHandle.of(path, 0);
    }

    private int open(FileHandle handle, int flags) {
        int mount = open(dir, O_RDONLY);
        return kept(handle.open(mount, flags));
    }

    @Test
    void opensAFile() {
        FileHandle handle = handle(file("f", "abc"));
        int fd = open(handle, O_RDWR);
        assertThat(pread(fd, 10, 0)).isEqualTo("abc");
        pwrite(fd, "xyz", 0);
        assertThat(content(at("f"))).isEqualTo("xyz");
    }

    @Test
    @Except(target = "memfs-jnr", because = FORGOTTEN, shows = "ESTALE")
    void opensAFileThatTheKernelHasForgotten() throws IOException {
        FileHandle handle = handle(file("f", "abc"));
        dropCaches();
        assertThat(pread(open(handle, O_RDONLY), 10, 0)).isEqualTo("abc");
    }

    @Test
    @Except(target = "memfs-jnr", because = FORGOTTEN, shows = "ESTALE")
    void opensADirectoryThatTheKernelHasForgottenAtItsPath() throws IOException {
        directory("d");
        FileHandle handle = handle(directory("d/sub"));
        file("d/sub/f", "abc");
        dropCaches();
        int fd = open(handle, O_RDONLY);
        assertThat(readlink("/proc/self/fd/" + fd)).isEqualTo(at("d/sub"));
        assertThat(content("/proc/self/fd/" + fd + "/f")).isEqualTo("abc");
    }

    @Test
    @Except(target = "memfs-jnr", because = FORGOTTEN, shows = "ESTALE")
    void opensALinkItself() throws IOException {
        symlink("nowhere", at("link"));
        FileHandle handle = handle(at("link"));
        long ino = lstat(at("link")).ino();
        dropCaches();
        assertThat(fstat(open(handle, O_PATH)).ino()).isEqualTo(ino);
    }

    @Test
    @Except(target = "memfs-jnr", because = FORGOTTEN, shows = "ESTALE")
    void opensAFileThatWasRenamed() throws IOException {
        FileHandle handle = handle(file("f", "abc"));
        directory("d");
        rename(at("f"), at("d/g"));
        file("f", "other");
        dropCaches();
        assertThat(pread(open(handle, O_RDONLY), 10, 0)).isEqualTo("abc");
    }

    @Test
    @Except(target = "memfs-jnr", because = FORGOTTEN, shows = "ESTALE")
    void opensAFileByWhicheverNameIsLeft() throws IOException {
        FileHandle handle = handle(file("f", "abc"));
        link(at("f"), at("g"));
        unlink(at("f"));
        dropCaches();
        assertThat(pread(open(handle, O_RDONLY), 10, 0)).isEqualTo("abc");
    }

    @Test
    void ofARemovedFileIsStale() {
        FileHandle handle = handle(file("f", "abc"));
        unlink(at("f"));
        file("f", "another");
        assertErrno(ESTALE, () -> open(handle, O_RDONLY));
    }

    @Test
    void ofARemovedDirectoryIsStale() throws IOException {
        FileHandle handle = handle(directory("d"));
        rmdir(at("d"));
        dropCaches();
        assertErrno(ESTALE, () -> open(handle, O_RDONLY));
    }

    @Test
    @Except(target = "memfs-jnr", because = "to libfuse 2 each name of a file is an inode of its own", shows = "but was: [12")
    void tellsFilesApart() {
        String path = file("f", "abc");
        link(path, at("g"));
        emptyFile("other");
        assertThat(identity(path)).isEqualTo(identity(at("g"))).isNotEqualTo(identity(at("other")));
    }

    private static byte[] identity(String path) {
        return FileHandle.of(path, FileHandle.AT_HANDLE_FID).bytes();
    }
}
