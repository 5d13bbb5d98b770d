package memfs.jnr;

/**
 * What kernel and libfuse agreed on, from {@code struct fuse_conn_info}.
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
 *            seconds that attributes of directories are really cached
 * @param fileTimeout
 *            the same of files with one name
 */
public record Negotiated(String protocol, int maxWrite, int maxReadahead, boolean asyncRead, double directoryTimeout,
        double fileTimeout) {}
