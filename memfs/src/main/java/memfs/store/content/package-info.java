/**
 * The bytes of files, off the heap: contents of pages, their index, and the pool of blocks that counts them against the size
 * limit. It knows nothing of inodes; the owner of a content guards it by a lock.
 */
package memfs.store.content;
