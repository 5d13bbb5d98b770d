package memfs.contract;

import java.io.IOException;

/** A file that one process has open and mapped in every way at once; for one thread. */
interface SharedFile extends AutoCloseable {
    void write(WriteKind kind, Piece piece) throws IOException;

    /** All of the file. */
    byte[] read(ReadKind kind) throws IOException;

    /** Reads the file on and on beside what else happens, by buffered reads in another thread. */
    void startReading() throws IOException;

    void stopReading() throws IOException;

    @Override
    void close() throws IOException;
}
