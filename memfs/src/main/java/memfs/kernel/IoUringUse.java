package memfs.kernel;

/** Whether requests come over io_uring, where the kernel offers that (FUSE_OVER_IO_URING, since Linux 6.14). */
public enum IoUringUse {
    OFF,
    /** The mount fails where it can't be had. */
    ON,
    /** /dev/fuse where it can't be had. */
    AUTO
}
