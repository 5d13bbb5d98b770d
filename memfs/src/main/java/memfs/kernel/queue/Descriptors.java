package memfs.kernel.queue;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.sys.DeviceIo;
import memfs.sys.Libc;

/**
 * All descriptors of one connection: the mounted one, and clones of it (FUSE_DEV_IOC_CLONE), each with a list of its own of
 * the requests that it has read.
 *
 * <p>
 * Whether a read blocks is a property of the open file description, so polling needs a descriptor of its own.
 */
public final class Descriptors implements AutoCloseable {
    public static final Path DEVICE = Path.of("/dev/fuse");

    /** {@code _IOR(229, 0, uint32_t)}. */
    private static final long FUSE_DEV_IOC_CLONE = 0x8004e500L;
    /** No descriptor. */
    public static final int NONE = -1;

    private final int mounted;
    private final List<Integer> clones = new ArrayList<>();
    private boolean closed;

    public Descriptors(int mounted) {
        this.mounted = mounted;
    }

    public int mounted() {
        return mounted;
    }

    /**
     * One more descriptor of the connection.
     *
     * @param otherwise
     *            what to return where the system refuses: too many open files, no permission to open /dev/fuse
     */
    public int clone(boolean nonBlocking, int otherwise) {
        try (Arena arena = Arena.ofConfined()) {
            int clone = Libc.openDevice(DEVICE, nonBlocking);
            clones.add(clone);
            int result = new DeviceIo(arena).ioctl(clone, FUSE_DEV_IOC_CLONE, arena.allocateFrom(JAVA_INT, mounted));
            if (result < 0) {
                throw Errno.of(-result).exception();
            }
            return clone;
        } catch (ErrnoException e) {
            return otherwise;
        }
    }

    /** Once: the numbers may be another file's by then. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            clones.forEach(Libc::close);
            Libc.close(mounted);
        }
    }
}
