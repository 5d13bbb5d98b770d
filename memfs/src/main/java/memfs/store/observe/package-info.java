/**
 * Counts and times of the operations of any file system, the same for all transports. It is a decorator on top of the
 * contract, and costs nothing where it isn't used.
 */
package memfs.store.observe;
