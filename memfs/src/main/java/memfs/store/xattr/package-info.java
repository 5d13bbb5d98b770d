/**
 * Extended attributes and access control lists as values: their names, formats and limits; xattr(7), acl(5). The tree
 * checks permission to read and change them; the inode's monitor guards them.
 */
package memfs.store.xattr;
