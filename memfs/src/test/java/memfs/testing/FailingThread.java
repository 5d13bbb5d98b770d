package memfs.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A thread of a server that ends by an exception, once somebody writes to a pipe. Java makes it where
 * {@code java.util.logging.config.class} names this class.
 */
public final class FailingThread {
    private static final String CLASS_FILE = FailingThread.class.getName().replace('.', '/') + ".class";

    public FailingThread() {
        Path pipe = Path.of(System.getProperty("memfs.testing.fifo"));
        Thread.ofPlatform().name("failing").daemon().start(() -> failAfter(pipe));
    }

    private static void failAfter(Path pipe) {
        try {
            Files.readAllBytes(pipe);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("nothing caught me");
    }

    /** Copies this class to a folder for the path of a server's classes. */
    public static void install(Path folder) throws IOException {
        Path copy = folder.resolve(CLASS_FILE);
        Files.createDirectories(copy.getParent());
        try (InputStream original = ClassLoader.getSystemResourceAsStream(CLASS_FILE)) {
            Files.copy(original, copy);
        }
    }
}
