package memfs.kernel;

import memfs.kernel.protocol.Abi;
/** The kernel speaks an older protocol than the oldest one served. */
final class UnsupportedProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedProtocolException(int major, int minor) {
        super("this kernel speaks FUSE " + major + "." + minor + ", MemFS from " + Abi.MAJOR + "." + Abi.OLDEST_MINOR
                + " on; use Linux 5.4 or newer, or transport=jnr");
    }
}
