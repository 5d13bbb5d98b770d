package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import memfs.posix.OpenFlags;
import memfs.testing.FileHandle;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Posix;
import memfs.testing.Requirements;
import tools.jackson.databind.json.JsonMapper;

/** File handles that outlive what the kernel knows: many inodes dropped at once, files removed, another mount. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileHandlesIT {
    private static final int FILES = 10_000;

    @TempDir
    Path folder;

    @BeforeEach
    void needsRoot() {
        Requirements.root();
        Requirements.fuse();
    }

    private MemfsProcess mount(Path mountPoint) throws IOException {
        return MemfsProcess.mount(mountPoint, "--stats", "messages", "--stats-file", statistics().toString());
    }

    private Path statistics() {
        return folder.resolve("statistics");
    }

    private static List<FileHandle> create(Path mountPoint) throws IOException {
        List<FileHandle> handles = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Path file = Files.writeString(mountPoint.resolve("file" + i), "content " + i);
            handles.add(FileHandle.of(file.toString(), 0));
        }
        return handles;
    }

    private static void assertContents(List<FileHandle> handles, int mount) {
        for (int i = 0; i < FILES; i++) {
            int fd = handles.get(i).open(mount, OpenFlags.O_RDONLY);
            byte[] content = Posix.pread(fd, 100, 0);
            Posix.close(fd);
            assertThat(new String(content, StandardCharsets.ISO_8859_1)).isEqualTo("content " + i);
        }
    }

    private static void assertStale(List<FileHandle> handles, int mount) {
        for (FileHandle handle : handles) {
            assertThatThrownBy(() -> handle.open(mount, OpenFlags.O_RDONLY)).hasMessageContaining("ESTALE");
        }
    }

    /** LOOKUPs that the kernel has sent; the statistics are written when the server ends. */
    private long lookups() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(statistics())).get("messages").get("LOOKUP").asLong();
    }

    @Test
    void openTheFilesThatTheKernelHasForgottenUntilTheyAreRemoved() throws IOException {
        try (MountDirectory directory = MountDirectory.create()) {
            try (MemfsProcess server = mount(directory.path())) {
                List<FileHandle> handles = create(directory.path());
                int mount = Posix.open(directory.path().toString(), OpenFlags.O_RDONLY, 0);
                FileHandle.dropCaches();
                assertContents(handles, mount);
                for (int i = 0; i < FILES; i++) {
                    Files.delete(directory.path().resolve("file" + i));
                }
                assertStale(handles, mount);
                Posix.close(mount);
                server.process().destroy();
                server.exitStatus();
            }
            // One before each file is created, one by its handle, and one to remove it or one more by the handle of what is gone.
            assertThat(lookups()).isGreaterThanOrEqualTo(3L * FILES);
        }
    }

    @Test
    void ofAnotherMountAreStaleWhereTheSameNodeIdsAreOtherFiles() throws IOException {
        try (MountDirectory directory = MountDirectory.create()) {
            List<FileHandle> handles;
            try (MemfsProcess server = mount(directory.path())) {
                handles = create(server.mountPoint());
            }
            try (MemfsProcess server = mount(directory.path())) {
                List<FileHandle> others = create(server.mountPoint());
                int mount = Posix.open(directory.path().toString(), OpenFlags.O_RDONLY, 0);
                assertStale(handles, mount);
                assertContents(others, mount);
                Posix.close(mount);
            }
        }
    }
}
