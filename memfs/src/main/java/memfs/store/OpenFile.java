package memfs.store;

/** One open of a regular file: made by a {@link FileSystem}, and of use only to the one that made it. */
public interface OpenFile {

    /** The node id of the file; EBADF after the release. */
    long ino();

    /**
     * What programs must read, write and map in place of this file, as long as any of them has it open; null where they must
     * send requests.
     */
    default BackingFile backing() {
        return null;
    }
}
