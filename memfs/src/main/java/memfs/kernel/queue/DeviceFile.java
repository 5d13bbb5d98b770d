package memfs.kernel.queue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;
import memfs.sys.DeviceIo;

/**
 * A worker's descriptors of /dev/fuse; its errors are those of fs/fuse/dev.c.
 *
 * <p>
 * One descriptor blocks, the other doesn't; a reply must be written to the descriptor that its request was read from.
 */
public final class DeviceFile implements RequestQueue {
    private static final Logger LOG = System.getLogger(DeviceFile.class.getName());

    private final DeviceIo io;
    private final int waiting;
    private final int polling;
    private int last;

    public DeviceFile(Arena arena, int waiting, int polling) {
        this.io = new DeviceIo(arena);
        this.waiting = waiting;
        this.polling = polling;
    }

    @Override
    public int read(MemorySegment buffer) {
        return read(waiting, buffer);
    }

    @Override
    public int poll(MemorySegment buffer) {
        return polling < 0 ? AGAIN : read(polling, buffer);
    }

    private int read(int fd, MemorySegment buffer) {
        last = fd;
        int length = io.read(fd, buffer);
        return length > 0 ? length : failed(-length);
    }

    /** What a failed read means; fuse_dev_do_read() in fs/fuse/dev.c. */
    static int failed(int number) {
        Errno errno = Errno.of(number);
        return switch (errno) {
            // ENOENT: the request was interrupted before it was read, the next one is waiting. ENOMEM: the kernel failed it.
            case ENOENT, EINTR, EAGAIN, ENOMEM -> AGAIN;
            // ECONNABORTED: the connection ended while this request was taken from the queue.
            case ENODEV, ECONNABORTED -> GONE;
            default -> {
                LOG.log(Level.ERROR, "/dev/fuse can no longer be read ({0}); unmount, and mount again", errno);
                yield GONE;
            }
        };
    }

    @Override
    public void write(MemorySegment buffer, int length) {
        int written = io.write(last, buffer, length);
        if (written < 0) {
            Errno errno = Errno.of(-written);
            // ENOENT: the request was interrupted. ENODEV: the next read will return it too.
            if (errno != Errno.ENOENT && errno != Errno.ENODEV) {
                LOG.log(Level.ERROR, "the kernel refused a reply of {0} bytes ({1}); this is a bug, please report it",
                        length, errno);
            }
        }
    }
}
