package memfs.jnr;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import memfs.store.FileSystem;
import memfs.sys.FileNames;
import memfs.sys.FuseDescriptor;

/**
 * One mounted file system, served by libfuse on a thread of its own until it is unmounted.
 *
 * <p>
 * jnr-fuse's own {@code mount()} is not used: it sleeps two seconds, registers a shutdown hook and doesn't wait for the
 * unmount. libfuse's signal handlers don't collide with the JVM's: it sets one only where a signal has the default action.
 */
public final class JnrSession {
    private static final long READY_SECONDS = 30;

    private final ConnectionInfo negotiated;
    private final FuseDescriptor connection;
    private final CompletableFuture<Integer> ended;

    private JnrSession(ConnectionInfo negotiated, FuseDescriptor connection, CompletableFuture<Integer> ended) {
        this.negotiated = negotiated;
        this.connection = connection;
        this.ended = ended;
    }

    /**
     * Mounts and waits for the handshake; requests are served from then on.
     *
     * @throws IOException
     *             libfuse did not mount; it has written its reason to the standard error
     * @throws UnsatisfiedLinkError
     *             libfuse 2 is not installed
     */
    public static JnrSession start(FileSystem fileSystem, Path mountPoint, JnrOptions options) throws IOException {
        JnrFileSystem callbacks = new JnrFileSystem(fileSystem, options);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        List<String> arguments = arguments(mountPoint, options);
        Thread.ofPlatform().name("libfuse").daemon().start(() -> {
            try {
                ended.complete(callbacks.serve(arguments));
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        await(callbacks.ready(), ended);
        return new JnrSession(callbacks.ready().join(), callbacks.connection(), ended);
    }

    /** jnr-ffi encodes by the default charset, which need not be the one of file names. */
    private static List<String> arguments(Path mountPoint, JnrOptions options) {
        return Stream.of(Stream.of("memfs"), options.arguments().stream(), Stream.of(FileNames.text(mountPoint)))
                .flatMap(part -> part).map(text -> new String(FileNames.encode(text), Charset.defaultCharset()))
                .toList();
    }

    private static void await(CompletableFuture<ConnectionInfo> ready, CompletableFuture<Integer> ended)
            throws IOException {
        try {
            CompletableFuture.anyOf(ready, ended).get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the kernel sent no INIT within " + READY_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        if (!ready.isDone()) {
            throw new IOException("libfuse ended with status " + ended.join());
        }
    }

    public ConnectionInfo negotiated() {
        return negotiated;
    }

    /** To be closed by the caller, after the end. */
    public FuseDescriptor connection() {
        return connection;
    }

    /** Completes when the file system is unmounted and no callback runs any more. */
    public CompletableFuture<Integer> ended() {
        return ended;
    }
}
