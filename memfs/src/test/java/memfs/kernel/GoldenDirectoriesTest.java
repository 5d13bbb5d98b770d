package memfs.kernel;

import static memfs.kernel.Replies.dirent;
import static memfs.kernel.Replies.open;

import org.junit.jupiter.api.Test;

import memfs.kernel.Replies.Attr;

/** Requests that list directories, byte by byte. */
class GoldenDirectoriesTest extends GoldenBytes {
    private static final int TYPE_DIRECTORY = 4;
    private static final int TYPE_REGULAR = 8;

    @Test
    void opendirAndReleasedir() {
        assertBody(requests.opendir(1), open(1, 0));
        assertOk(requests.fsyncdir(1, 1));
        assertOk(requests.releasedir(1, 1));
        assertError(requests.releasedir(1, 1), EBADF);
    }

    @Test
    void readdir() {
        kernel.ask(requests.mknod(1, "file-name", REGULAR | 0644, 0, 0));
        kernel.ask(requests.opendir(1));
        long first = firstCookie();
        assertBody(requests.readdir(1, 1, 0, 4096),
                dirent(1, 1, TYPE_DIRECTORY, ".").raw(dirent(1, 2, TYPE_DIRECTORY, "..").toArray())
                        .raw(dirent(2, first, TYPE_REGULAR, "file-name").toArray()));
        assertBody(requests.readdir(1, 1, first, 4096), Bytes.of());
    }

    @Test
    void readdirGivesWholeRecords() {
        kernel.ask(requests.opendir(1));
        assertBody(requests.readdir(1, 1, 0, 63), dirent(1, 1, TYPE_DIRECTORY, "."));
        assertBody(requests.readdir(1, 1, 1, 32), dirent(1, 2, TYPE_DIRECTORY, ".."));
    }

    @Test
    void readdirplusCountsAsLookupButForDots() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        kernel.ask(requests.forget(2, 1));
        kernel.ask(requests.opendir(1));
        long first = firstCookie();
        Bytes expected = Bytes.of().zeros(128).raw(dirent(1, 1, TYPE_DIRECTORY, ".").toArray()).zeros(128)
                .raw(dirent(1, 2, TYPE_DIRECTORY, "..").toArray())
                .raw(file(2, 0, 0).entry(ENTRY, ATTR).toArray())
                .raw(dirent(2, first, TYPE_REGULAR, "f").toArray());
        assertBody(requests.readdirplus(1, 1, 0, 4096), expected);
        assertOk(requests.unlink(1, "f"));
        assertAttributes(requests.getattr(2), new Attr(2, 0, 0, NOW, REGULAR | 0644, 0, 0, 0, 0));
        kernel.ask(requests.forget(2, 1));
        assertError(requests.getattr(2), ESTALE);
    }

    /** Cookies are the store's own choice, so the one of the first entry is asked for. */
    private long firstCookie() {
        byte[] reply = kernel.ask(requests.readdir(1, 1, 2, 4096));
        return Bytes.u64(reply, Replies.HEADER_SIZE + 8);
    }
}
