package memfs.jnr;

/**
 * What the kernel and libfuse negotiated: {@code struct fuse_conn_info}, and the timeouts in force.
 *
 * @param protocol
 *            "major.minor" of the kernel's protocol
 * @param maxWrite
 *            bytes
 * @param maxReadahead
 *            bytes
 * @param asyncRead
 *            whether several reads of one file may be under way at once
 * @param directoryTimeout
 *            seconds that attributes of directories are cached
 * @param fileTimeout
 *            the same of files with one name
 */
public record ConnectionInfo(String protocol, int maxWrite, int maxReadahead, boolean asyncRead,
        double directoryTimeout,
        double fileTimeout) {}
