/** A mounted MemFS as a whole: its options, the checks of its mount point, its store and its transport. */
package memfs.mount;
