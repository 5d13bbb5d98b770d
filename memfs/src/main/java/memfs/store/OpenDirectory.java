package memfs.store;

/** One open of a directory, as {@link OpenFile} is of a file. */
public interface OpenDirectory {}
