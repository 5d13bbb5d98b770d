/**
 * Extended attributes and access control lists as values: their names, formats and limits; xattr(7), acl(5). Who may read
 * and change them is a rule of the tree, and the inode's monitor guards them.
 */
package memfs.store.xattr;
