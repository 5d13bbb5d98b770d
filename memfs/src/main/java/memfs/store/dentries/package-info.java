/**
 * The names of one directory: found by hash, listed by cookie, and changed in pieces of bounded size however many there are.
 * It knows of an inode only what a listing shows, and has no lock of its own: the tree's guards it.
 */
package memfs.store.dentries;
