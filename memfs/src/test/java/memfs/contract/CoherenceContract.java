package memfs.contract;

import static memfs.testing.Posix.ftruncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one way of access has written, each other one sees: POSIX's "any successful read() from each byte position ... that
 * was modified by that write" (write(3p)), for all of Linux's ways, within a process and between two of them.
 */
abstract class CoherenceContract extends Contract {
    /** Whole pages, as direct access wants them. */
    private static final Piece PAGES = new Piece(4096, 8192, (byte) 0);
    private static final Piece PAGE = new Piece(8192, 4096, (byte) 0);
    /** Across the border of two pages, both of which keep something. */
    private static final Piece PART = new Piece(8100, 200, (byte) 0);
    private static final int ROUNDS = 25;

    /** Four pages, so that a piece has neighbours. */
    private static final int SMALL = 4 * 4096;
    /** Several WRITEs, whatever max_write is. */
    private static final int LARGE = 2 << 20;

    private static Peer peer;

    private final Set<String> stale = new TreeSet<>();
    private byte[] expected;
    private SharedFile ours;
    private SharedFile theirs;
    private int value;

    @BeforeAll
    static void startOtherProcess() throws IOException {
        peer = new Peer();
    }

    @AfterAll
    static void endOtherProcess() {
        peer.close();
    }

    @BeforeEach
    void openFile() throws IOException {
        openFile("small", SMALL);
    }

    private void openFile(String name, int size) throws IOException {
        int fd = create(at(name));
        ftruncate(fd, size);
        close(fd);
        expected = new byte[size];
        ours = new LocalFile(at(name), at("ours"));
        theirs = peer.open(at(name), at("theirs"));
    }

    @AfterEach
    void closeFile() throws IOException {
        theirs.close();
        ours.close();
    }

    @Test
    void bufferedWritesAreSeen() throws IOException {
        assertSeen(WriteKind.BUFFERED);
    }

    @Test
    void directWritesAreSeen() throws IOException {
        assertSeen(WriteKind.DIRECT);
    }

    @Test
    void mappedStoresAreSeen() throws IOException {
        assertSeen(WriteKind.MAPPED);
    }

    @Test
    void asynchronousWritesAreSeen() throws IOException {
        assertSeen(WriteKind.AIO);
    }

    @Test
    void asynchronousDirectWritesAreSeen() throws IOException {
        assertSeen(WriteKind.AIO_DIRECT);
    }

    @Test
    void ringWritesAreSeen() throws IOException {
        assertSeen(WriteKind.URING);
    }

    @Test
    void directRingWritesAreSeen() throws IOException {
        assertSeen(WriteKind.URING_DIRECT);
    }

    @Test
    void copiesAreSeen() throws IOException {
        assertSeen(WriteKind.COPIED);
    }

    @Test
    void truncationsAreSeen() throws IOException {
        assertSeen(WriteKind.CUT);
    }

    @Test
    void punchedHolesAreSeen() throws IOException {
        assertSeen(WriteKind.PUNCHED);
    }

    /** After each kind of earlier write, in one process and to and fro between two. */
    private void assertSeen(WriteKind writing) throws IOException {
        assumeTrue(writing.isAvailable(), "needs io_uring");
        for (Piece piece : writing.isDirect() ? List.of(PAGE) : List.of(PAGE, PART)) {
            for (WriteKind earlier : WriteKind.available()) {
                for (ReadKind reading : ReadKind.available()) {
                    pair(ours, earlier, ours, writing, piece, ours, reading);
                    pair(theirs, earlier, ours, writing, piece, theirs, reading);
                    pair(ours, earlier, theirs, writing, piece, ours, reading);
                }
            }
        }
        assertThat(stale).as("stale").isEmpty();
    }

    private void pair(SharedFile first, WriteKind earlier, SharedFile writer, WriteKind writing, Piece piece,
            SharedFile reader, ReadKind reading) throws IOException {
        fillCaches();
        change(first, earlier, PAGES);
        change(writer, writing, piece);
        check(reader, reading, earlier + ", then " + writing + (writer == reader ? "" : " by another"));
    }

    private void fillCaches() throws IOException {
        for (SharedFile file : List.of(ours, theirs)) {
            file.read(ReadKind.BUFFERED);
            file.read(ReadKind.MAPPED);
        }
    }

    private void change(SharedFile writer, WriteKind kind, Piece piece) throws IOException {
        Piece filled = piece.with(++value % Byte.MAX_VALUE + 1);
        writer.write(kind, filled);
        kind.apply(expected, filled);
    }

    private void check(SharedFile reader, ReadKind kind, String written) throws IOException {
        if (!Arrays.equals(reader.read(kind), expected)) {
            stale.add(written + ": " + kind);
        }
    }

    @Test
    void writesBesideReadersAreSeenAfterwards() throws IOException {
        assertSeenBesideReaders(SMALL, WriteKind.available());
    }

    /** In several requests, so that pages are read again before the last of them is answered: FUSE_ASYNC_DIO. */
    @Test
    void largeAsynchronousWritesBesideReadersAreSeenAfterwards() throws IOException {
        closeFile();
        openFile("large", LARGE);
        assertSeenBesideReaders(LARGE, Stream.of(WriteKind.AIO_DIRECT, WriteKind.URING_DIRECT)
                .filter(WriteKind::isAvailable).toList());
    }

    private void assertSeenBesideReaders(int size, List<WriteKind> kinds) throws IOException {
        ours.startReading();
        theirs.startReading();
        for (WriteKind writing : kinds) {
            for (int round = 0; round < ROUNDS; round++) {
                change(ours, writing, new Piece(0, size, (byte) 0));
                check(ours, ReadKind.BUFFERED, writing.toString());
                check(ours, ReadKind.NEWLY_OPENED, writing.toString());
            }
        }
        theirs.stopReading();
        ours.stopReading();
        assertThat(stale).as("stale").isEmpty();
    }
}
