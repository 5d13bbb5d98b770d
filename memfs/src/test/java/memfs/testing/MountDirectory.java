package memfs.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty directory to mount on, which is removed by {@link #close()}: never with anything that is mounted there. */
public record MountDirectory(Path path) implements AutoCloseable {

    public static MountDirectory create() throws IOException {
        return new MountDirectory(Files.createTempDirectory("memfs-mount-").toRealPath());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
