package memfs.kernel;

/** Whether requests come over io_uring, where the kernel offers that (FUSE_OVER_IO_URING, since Linux 6.14). */
public enum IoUringUse {
    OFF,
    /** The mount fails if io_uring is not available. */
    ON,
    /** Falls back to /dev/fuse if io_uring is not available. */
    AUTO
}
