/** Files that the kernel reads and writes in place of ours, without a request: FUSE passthrough; docs/passthrough.md. */
package memfs.kernel.backing;
