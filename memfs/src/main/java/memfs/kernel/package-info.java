/**
 * Our implementation of the kernel's FUSE protocol on /dev/fuse, without libfuse.
 *
 * <p>
 * {@code RequestQueue → RequestReader → Dispatcher → FileSystem → ReplyWriter → RequestQueue}: the protocol.
 * Where requests come from, and which thread serves them, is {@link memfs.kernel.queue}.
 *
 * <p>
 * Source of every number and layout: {@code include/uapi/linux/fuse.h} of Linux 6.18, protocol 7.45; how the kernel uses
 * them: {@code fs/fuse/}.
 */
package memfs.kernel;
