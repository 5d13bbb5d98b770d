/**
 * The bytes of the kernel's FUSE protocol, {@code include/uapi/linux/fuse.h}: offsets and flags, a cursor over requests, the one
 * encoder of replies. Knows no device and no thread, and serves nothing.
 */
package memfs.kernel.protocol;
