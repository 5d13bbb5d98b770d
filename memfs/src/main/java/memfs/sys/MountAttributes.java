package memfs.sys;

/**
 * What any mount has beside the file system's own options; mount(2), mount(8).
 *
 * @param suid
 *            setuid and setgid bits count, and file capabilities
 * @param dev
 *            device files are devices
 * @param exec
 *            programs may be executed
 * @param atime
 *            without it the kernel stamps no access times
 * @param subtype
 *            the mount's type is "fuse." and this
 * @param maxRead
 *            most bytes of one READ; 0 for no limit beside the kernel's own
 */
public record MountAttributes(boolean suid, boolean dev, boolean exec, boolean atime, String subtype, int maxRead) {
    /** Of a mount that asks for nothing. */
    public static final MountAttributes DEFAULT = new MountAttributes(false, false, true, true, "memfs", 0);

    private static final int MS_NOSUID = 2;
    private static final int MS_NODEV = 4;
    private static final int MS_NOEXEC = 8;
    private static final int MS_NOATIME = 1024;

    /** The flags for mount(2). */
    public int flags() {
        return (suid ? 0 : MS_NOSUID) | (dev ? 0 : MS_NODEV) | (exec ? 0 : MS_NOEXEC) | (atime ? 0 : MS_NOATIME);
    }

    /** The file system's type, as mountinfo shows it. */
    public String type() {
        return "fuse." + subtype;
    }

    /** The flags as options for libfuse and its helper. */
    public String words() {
        return (suid ? "suid" : "nosuid") + (dev ? ",dev" : ",nodev") + (exec ? "" : ",noexec")
                + (atime ? "" : ",noatime");
    }

    /** The option of the kernel's own, after a comma; empty without a limit. */
    public String maxReadOption() {
        return maxRead == 0 ? "" : ",max_read=" + maxRead;
    }
}
