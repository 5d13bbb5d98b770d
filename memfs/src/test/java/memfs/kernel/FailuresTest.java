package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.kernel.protocol.Opcode;
import memfs.kernel.queue.Worker;
import memfs.store.FileSystem;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;

/** A request that fails by whatever is thrown: a reply to its caller, one line in the log, and the worker lives. */
class FailuresTest {
    private static final int EIO = 5;
    private static final int ENOMEM = 12;
    private static final int REGULAR = 0100644;

    private final LogCapture log = new LogCapture();
    private final Arena arena = Arena.ofConfined();
    private final FakeDevice device = new FakeDevice();
    private final Requests requests = new Requests();
    private Supplier<Throwable> failure = StackOverflowError::new;
    private final Connection connection = new Connection(failing(), new KernelOptions("memfs", false, true, true,
            Set.of(Feature.XATTR), 1, 1, 0, 4096, 1));
    private final Worker worker = connection.worker(arena, device);

    FailuresTest() {
        ask(requests.initExtended(45, -1, -1));
    }

    private FileSystem failing() {
        InvocationHandler handler = (_, _, _) -> {
            throw failure.get();
        };
        return (FileSystem) Proxy.newProxyInstance(FileSystem.class.getClassLoader(), new Class<?>[]{FileSystem.class},
                handler);
    }

    @AfterEach
    void close() {
        log.close();
        arena.close();
    }

    private byte[] ask(byte[] request) {
        device.put(request);
        worker.serveOne();
        return device.reply();
    }

    /** Not parameters of a test: JUnit would take the last one for its own. */
    private static List<Throwable> failures() {
        return List.of(new StackOverflowError(), new OutOfMemoryError("Java heap space"), new AssertionError("bug"),
                new IllegalStateException("bug"), new NoClassDefFoundError("memfs/Some"),
                new StackOverflowError() {
                    @Override
                    public String toString() {
                        throw new OutOfMemoryError();
                    }
                });
    }

    /** One of each opcode that calls the file system, and has a reply; on handles that are open. */
    private List<byte[]> everyRequest() {
        OpenFile file = () -> 2;
        long fh = connection.handles().add(file);
        long directory = connection.handles().add(new OpenDirectory() {
        });
        return List.of(requests.lookup(1, "f"), requests.getattr(1),
                requests.setattr(2, Requests.SetattrIn.ofMode(0)), requests.readlink(2),
                requests.symlink(1, "s", "t"), requests.mknod(1, "f", REGULAR, 0, 0), requests.mkdir(1, "d", 0, 0),
                requests.unlink(1, "f"), requests.rmdir(1, "d"), requests.rename(1, "f", 1, "g"),
                requests.rename2(1, "f", 1, "g", 0), requests.link(2, 1, "l"), requests.access(1, 0),
                requests.statfs(), requests.getxattr(2, "user.k", 0), requests.listxattr(2, 0),
                requests.setxattr(2, "user.k", new byte[1], 0), requests.removexattr(2, "user.k"),
                requests.open(2, 0), requests.create(1, "f", REGULAR, 2, 0), requests.tmpfile(1, REGULAR, 2, 0),
                requests.read(2, fh, 0, 1), requests.write(2, fh, 0, new byte[1]),
                requests.copyFileRange(Requests.COPY_FILE_RANGE, 2, fh, 0, 2, fh, 8, 1),
                requests.copyFileRange(Requests.COPY_FILE_RANGE_64, 2, fh, 0, 2, fh, 8, 1),
                requests.fallocate(2, fh, 0, 1, 0), requests.lseek(2, fh, 0, 3), requests.flush(2, fh),
                requests.fsync(2, fh), requests.release(2, fh), requests.opendir(1),
                requests.readdir(1, directory, 0, 512),
                requests.readdirplus(1, directory, 0, 512), requests.fsyncdir(1, directory),
                requests.releasedir(1, directory));
    }

    @Test
    void everyRequestIsAnswered() {
        for (Throwable thrown : failures()) {
            failure = () -> thrown;
            int errno = thrown instanceof OutOfMemoryError ? ENOMEM : EIO;
            for (byte[] request : everyRequest()) {
                assertThat(ask(request)).isEqualTo(Replies.error(request, errno));
            }
        }
    }

    @Test
    void oneLineSaysWhichRequestItWas() {
        Formatter lines = new SimpleFormatter();
        for (byte[] request : everyRequest()) {
            log.clear();
            ask(request);
            assertThat(log.records()).singleElement().satisfies(logged -> {
                assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
                assertThat(logged.getThrown()).isNull();
                assertThat(lines.formatMessage(logged)).startsWith(Opcode.of(Requests.opcode(request)).name() + " (")
                        .contains("node " + Requests.nodeid(request)).contains("unique " + Bytes.u64(request, 8))
                        .contains("StackOverflowError").contains("EIO").doesNotContain("\n");
            });
        }
    }

    @Test
    void forgetsHaveNoReply() {
        assertThat(ask(requests.forget(2, 1))).isNull();
        assertThat(ask(requests.batchForget(2, 1))).isNull();
        assertThat(log.records()).hasSize(2);
    }

    /** The memory may be short for the log too. */
    @Test
    void anErrorInTheLogKeepsNoReplyBack() {
        log.failWith(new OutOfMemoryError());
        byte[] lookup = requests.lookup(1, "f");
        assertThat(ask(lookup)).isEqualTo(Replies.error(lookup, EIO));
        byte[] malformed = requests.lookup(1, "");
        Bytes.setU32(malformed, 0, 1);
        assertThat(ask(malformed)).isEqualTo(Replies.error(malformed, 22));
    }
}
