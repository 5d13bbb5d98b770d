package memfs.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;
import memfs.sys.DeviceIo;

/** A worker's end of /dev/fuse; fs/fuse/dev.c says what its errors mean. */
final class DeviceFile implements FuseDevice {
    private static final Logger LOG = System.getLogger(DeviceFile.class.getName());

    private final DeviceIo io;
    private final int fd;

    DeviceFile(Arena arena, int fd) {
        this.io = new DeviceIo(arena);
        this.fd = fd;
    }

    @Override
    public int read(MemorySegment buffer) {
        int length = io.read(fd, buffer);
        return length > 0 ? length : failed(Errno.of(-length));
    }

    private static int failed(Errno errno) {
        return switch (errno) {
            // ENOENT: the request was interrupted before it was read, the next one is waiting.
            case ENOENT, EINTR, EAGAIN -> AGAIN;
            case ENODEV -> GONE;
            default -> {
                LOG.log(Level.ERROR, "/dev/fuse can''t be read any more ({0}); unmount, and mount again", errno);
                yield GONE;
            }
        };
    }

    @Override
    public int poll(MemorySegment buffer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(MemorySegment reply) {
        int written = io.write(fd, reply);
        if (written < 0) {
            Errno errno = Errno.of(-written);
            // ENOENT: nobody waits for this reply any more. ENODEV: the next read will say so.
            if (errno != Errno.ENOENT && errno != Errno.ENODEV) {
                LOG.log(Level.ERROR, "the kernel refused a reply of {0} bytes ({1}); this is a bug, please report it",
                        reply.byteSize(), errno);
            }
        }
    }
}
