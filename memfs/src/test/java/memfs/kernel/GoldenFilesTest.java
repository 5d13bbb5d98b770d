package memfs.kernel;

import static memfs.kernel.Replies.open;

import org.junit.jupiter.api.Test;

import memfs.kernel.Replies.Attr;

/** Requests on open files, byte by byte. */
class GoldenFilesTest extends GoldenBytes {
    @Test
    void openAndRelease() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertBody(requests.open(2, RDWR), open(1, 0));
        assertOk(requests.release(2, 1));
        assertError(requests.open(1, RDWR), EISDIR);
        assertError(requests.release(2, 1), EBADF);
    }

    @Test
    void create() {
        byte[] request = requests.create(1, "f", REGULAR | 0644, RDWR, 022);
        assertBody(request, file(2, 0, 0).entry(ENTRY, ATTR).raw(open(1, 0).toArray()));
        assertError(requests.create(1, "f", REGULAR | 0666, RDWR, 022), EEXIST);
    }

    @Test
    void tmpfile() {
        byte[] request = requests.tmpfile(1, REGULAR | 0644, RDWR, 022);
        Attr nameless = new Attr(2, 0, 0, NOW, REGULAR | 0644, 0, 0, 0, 0);
        assertBody(request, nameless.entry(ENTRY, ATTR).raw(open(1, 0).toArray()));
        assertEntry(requests.link(2, 1, "named"), file(2, 0, 0));
    }

    @Test
    void write() {
        createFile("");
        assertBody(requests.write(2, 1, 4094, ascii("content")), Bytes.of().u32(7).u32(0));
        assertAttributes(requests.getattr(2), file(2, 4101, 9));
        assertError(requests.write(2, 99, 0, ascii("content")), EBADF);
    }

    /** The kernel appends: it sends the offset of the end, or for RWF_NOAPPEND another one, and O_APPEND all the same. */
    @Test
    void writeOfAnAppendingDescriptor() {
        createFile("content");
        assertBody(requests.write(2, 1, 3, ascii("TENT"), 0, 02000), Bytes.of().u32(4).u32(0));
        assertBody(requests.read(2, 1, 0, 100), Bytes.of().text("conTENT"));
    }

    @Test
    void read() {
        createFile("content");
        assertBody(requests.read(2, 1, 3, 3), Bytes.of().text("ten"));
        assertBody(requests.read(2, 1, 3, 4096), Bytes.of().text("tent"));
        assertBody(requests.read(2, 1, 7, 4096), Bytes.of());
        assertError(requests.read(2, 99, 0, 1), EBADF);
    }

    @Test
    void fsyncAndFlush() {
        createFile("");
        assertOk(requests.fsync(2, 1));
        assertOk(requests.flush(2, 1));
        assertError(requests.fsync(2, 99), EBADF);
    }

    @Test
    void fallocate() {
        createFile("content");
        assertOk(requests.fallocate(2, 1, 0, 8192, 1));
        assertAttributes(requests.getattr(2), file(2, 7, 16));
        assertOk(requests.fallocate(2, 1, 0, 4096, 1 | 2));
        assertBody(requests.read(2, 1, 0, 7), Bytes.of().zeros(7));
        assertOk(requests.fallocate(2, 1, 0, 10, 16));
        assertAttributes(requests.getattr(2), file(2, 10, 9));
        assertError(requests.fallocate(2, 1, 0, 1, 8), EOPNOTSUPP);
    }

    @Test
    void lseek() {
        createFile("content");
        assertOk(requests.fallocate(2, 1, 0, 4096, 1 | 2));
        kernel.ask(requests.write(2, 1, 8192, ascii("data")));
        assertBody(requests.lseek(2, 1, 0, 3), Bytes.of().u64(8192));
        assertBody(requests.lseek(2, 1, 8192, 4), Bytes.of().u64(8196));
        assertError(requests.lseek(2, 1, 8196, 3), ENXIO);
        assertError(requests.lseek(2, 1, 0, 9), EINVAL);
    }

    @Test
    void copyFileRange() {
        createFile("content");
        kernel.ask(requests.create(1, "g", REGULAR | 0644, RDWR, 0));
        assertBody(requests.copyFileRange(Requests.COPY_FILE_RANGE, 2, 1, 3, 3, 2, 0, 100),
                Bytes.of().u32(4).u32(0));
        assertBody(requests.read(3, 2, 0, 100), Bytes.of().text("tent"));
    }

    @Test
    void copyFileRange64() {
        createFile("content");
        kernel.ask(requests.create(1, "g", REGULAR | 0644, RDWR, 0));
        assertBody(requests.copyFileRange(Requests.COPY_FILE_RANGE_64, 2, 1, 3, 3, 2, 0, 1L << 40),
                Bytes.of().u64(4));
        assertError(requests.copyFileRange(Requests.COPY_FILE_RANGE_64, 2, 1, 0, 2, 1, 1, 3), EINVAL);
    }
}
