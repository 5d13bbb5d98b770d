package memfs.kernel;

import java.io.IOException;
import java.nio.file.Path;

import memfs.kernel.queue.Descriptors;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.sys.Fusermount;
import memfs.sys.Libc;

/**
 * Mounts: root by mount(2), in a user namespace of its own too, other users through fusermount3. Either way the
 * connection is a descriptor of /dev/fuse.
 *
 * <p>
 * Source of the options: {@code fs/fuse/inode.c} ({@code fuse_fs_parameters}), libfuse's {@code util/fusermount.c}.
 */
final class KernelMount {
    /** The root's type, octal; the kernel needs it before the first request. */
    private static final String ROOT_MODE = "40000";

    private KernelMount() {}

    /**
     * Mounts.
     *
     * @return the descriptor of the mounted connection, close-on-exec and blocking
     * @throws IOException
     *             nothing is mounted: one sentence for the user, with the next step
     */
    static int mount(Path mountPoint, KernelOptions options) throws IOException {
        try {
            return Libc.geteuid() == 0
                    ? mountAsRoot(mountPoint, options)
                    : Fusermount.mount(mountPoint, helperOptions(options));
        } catch (ErrnoException e) {
            throw new IOException(sentence(e.errno(), mountPoint), e);
        }
    }

    private static int mountAsRoot(Path mountPoint, KernelOptions options) throws IOException {
        int connection = openDevice();
        try {
            Libc.mount(options.name(), mountPoint, options.attributes().type(), flags(options),
                    kernelOptions(connection, options));
            return connection;
        } catch (ErrnoException e) {
            Libc.close(connection);
            throw e;
        }
    }

    private static int openDevice() throws IOException {
        try {
            return Libc.openDevice(Descriptors.DEVICE, false);
        } catch (ErrnoException e) {
            throw new IOException(deviceSentence(e.errno()), e);
        }
    }

    private static String deviceSentence(Errno errno) {
        return switch (errno) {
            case ENOENT, ENXIO, ENODEV ->
                Descriptors.DEVICE + " is missing; load the kernel's module as root: modprobe fuse";
            case EACCES, EPERM ->
                "you may not use " + Descriptors.DEVICE + "; let root allow it: chmod 666 " + Descriptors.DEVICE
                        + ", or in a container: --device " + Descriptors.DEVICE;
            default -> sentence(errno, Descriptors.DEVICE);
        };
    }

    private static int flags(KernelOptions options) {
        return options.attributes().flags() | (options.readOnly() ? Libc.MS_RDONLY : 0);
    }

    /** The options of the kernel itself. */
    static String kernelOptions(int connection, KernelOptions options) {
        return "fd=" + connection + ",rootmode=" + ROOT_MODE + ",user_id=" + Libc.geteuid() + ",group_id="
                + Libc.getegid() + access(options);
    }

    /** The options of fusermount3, as libfuse 3 passes them. */
    static String helperOptions(KernelOptions options) {
        return (options.readOnly() ? "ro," : "rw,") + options.attributes().words() + ",fsname="
                + Fusermount.escape(options.name()) + ",subtype=" + Fusermount.escape(options.attributes().subtype())
                + access(options);
    }

    private static String access(KernelOptions options) {
        return (options.defaultPermissions() ? ",default_permissions" : "")
                + (options.allowOther() ? ",allow_other" : "") + options.attributes().maxReadOption();
    }

    private static String sentence(Errno errno, Path mountPoint) {
        return switch (errno) {
            case EPERM, EACCES -> "you may not mount here (" + errno + "); in a container, start it with --cap-add "
                    + "SYS_ADMIN, elsewhere mount in a namespace of your own: unshare -Urm";
            case EMFILE -> "the limit of open files is reached; raise it: ulimit -n 1024";
            case ENFILE -> "the machine's limit of open files is reached; raise it as root: sysctl fs.file-max";
            case ENODEV -> "this kernel has no FUSE; load its module as root: modprobe fuse";
            case ENOSPC -> "there are too many mounts; unmount some, or raise the limit as root: sysctl fs.mount-max";
            case ENOENT, ENOTDIR -> "mount point " + mountPoint + " is gone; create it: mkdir -p " + mountPoint;
            default -> "the kernel refused to mount at " + mountPoint + " (" + errno
                    + "); its log may say more: dmesg";
        };
    }
}
