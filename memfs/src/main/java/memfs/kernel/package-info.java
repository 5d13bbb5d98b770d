/**
 * Our implementation of the kernel's FUSE protocol on /dev/fuse, without libfuse.
 *
 * <p>
 * {@code FuseDevice.read → RequestReader → Dispatcher → FileSystem → ReplyWriter → FuseDevice.write}: one worker owns one
 * request buffer, one reply buffer and one errno; no queue, no hand-off.
 *
 * <p>
 * Source of every number and layout: {@code include/uapi/linux/fuse.h} of Linux 6.18, protocol 7.45; how the kernel uses them: {@code fs/fuse/}.
 */
package memfs.kernel;
