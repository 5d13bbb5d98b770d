package memfs.kernel;

import static memfs.kernel.Replies.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.kernel.Replies.Attr;
import memfs.kernel.Requests.SetattrIn;

/** Requests that resolve, make, move and remove names, byte by byte. */
class GoldenNamesTest extends GoldenBytes {
    /** The encoders of this test are held to one request and reply written out by hand. */
    @Test
    void lookupDigitByDigit() {
        kernel.ask(requests.mkdir(1, "dir", 0755, 0));
        byte[] lookup = Bytes.hex("""
                2c000000 01000000 2a00000000000000 0100000000000000 e8030000 e9030000 39300000 0000 0000
                64697200""");
        assertReply(lookup, Bytes.hex("""
                90000000 00000000 2a00000000000000
                0200000000000000 ed5e000000000000 0100000000000000 0200000000000000 0065cd1d 80b2e60e
                0200000000000000 2800000000000000 0000000000000000
                00f1536500000000 00f1536500000000 00f1536500000000 15cd5b07 15cd5b07 15cd5b07
                ed410000 02000000 00000000 00000000 00000000 00200000 00000000"""));
    }

    @Test
    void lookup() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        assertEntry(requests.lookup(1, "d"), directory(2, 2));
    }

    /** As the kernel asks for the inode of a file handle; fuse_get_dentry() in fs/fuse/inode.c. */
    @Test
    void lookupOfADotIsTheInodeItself() {
        kernel.ask(requests.mknod(1, "f", 0100644, 0, 0));
        assertEntry(requests.lookup(2, "."), file(2, 0, 0));
        kernel.ask(requests.unlink(1, "f"));
        assertError(requests.lookup(2, "."), ESTALE);
    }

    /** The kernel warns of any other; fuse_lookup_name(). */
    @Test
    void theRootsGenerationIsZero() {
        byte[] reply = kernel.ask(requests.lookup(1, "."));
        assertThat(Bytes.u64(reply, Replies.HEADER_SIZE)).isEqualTo(1);
        assertThat(Bytes.u64(reply, Replies.HEADER_SIZE + 8)).isZero();
    }

    @Test
    void lookupOfNothingMayBeKept() {
        byte[] request = requests.lookup(1, "nothing");
        assertReply(request, ok(request, Bytes.of().zeros(16).u64(NEGATIVE.whole()).u64(0).u32(NEGATIVE.nanos())
                .u32(0).zeros(88)));
    }

    @Test
    void lookupBelowAnUnknownNode() {
        assertError(requests.lookup(99, "d"), ESTALE);
    }

    @Test
    void lookupOfANameTooLong() {
        assertError(requests.lookup(1, "n".repeat(256)), ENAMETOOLONG);
        assertReplyIsNegative(requests.lookup(1, "n".repeat(255)));
    }

    private void assertReplyIsNegative(byte[] request) {
        assertThat(Bytes.u64(kernel.ask(request), Replies.HEADER_SIZE)).isZero();
    }

    @Test
    void forgetHasNoReply() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        assertThat(kernel.ask(requests.forget(2, 1))).isNull();
        assertOk(requests.rmdir(1, "d"));
        assertError(requests.getattr(2), ESTALE);
    }

    @Test
    void forgetOfTheRootIsIgnored() {
        assertThat(kernel.ask(requests.forget(1, 1))).isNull();
        assertAttributes(requests.getattr(1), ROOT);
    }

    @Test
    void batchForgetHasNoReply() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        kernel.ask(requests.mkdir(1, "e", 0755, 0));
        kernel.ask(requests.lookup(1, "e"));
        assertThat(kernel.ask(requests.batchForget(2, 1, 3, 2))).isNull();
        assertOk(requests.rmdir(1, "d"));
        assertOk(requests.rmdir(1, "e"));
        assertError(requests.getattr(2), ESTALE);
        assertError(requests.getattr(3), ESTALE);
    }

    @Test
    void symlinkAndReadlink() {
        assertEntry(requests.symlink(1, "s", "target"), new Attr(2, 6, 0, NOW, SYMBOLIC_LINK | 0777, 1, 0, 0, 0));
        assertBody(requests.readlink(2), Bytes.of().text("target"));
        assertError(requests.readlink(1), EINVAL);
    }

    @Test
    void mknod() {
        assertEntry(requests.mknod(1, "f", REGULAR | 0644, 0, 022), file(2, 0, 0));
        assertEntry(requests.mknod(1, "null", CHARACTER_DEVICE | 0666, 0x103, 0),
                new Attr(3, 0, 0, NOW, CHARACTER_DEVICE | 0666, 1, 0, 0, 0x103));
        assertError(requests.mknod(1, "f", REGULAR | 0666, 0, 0), EEXIST);
    }

    @Test
    void mkdir() {
        assertEntry(requests.mkdir(1, "d", 0755, 022), directory(2, 2));
        assertAttributes(requests.getattr(1), directory(1, 3));
    }

    @Test
    void whatIsCreatedBelongsToTheCaller() {
        kernel.ask(requests.setattr(1, SetattrIn.ofMode(0777)));
        assertEntry(new Requests(1000, 1001, 7).mkdir(1, "d", 0700, 0),
                new Attr(2, 40, 0, NOW, DIRECTORY | 0700, 2, 1000, 1001, 0));
    }

    @Test
    void unlink() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        assertOk(requests.unlink(1, "f"));
        assertError(requests.unlink(1, "f"), ENOENT);
        assertError(requests.unlink(1, "d"), EISDIR);
    }

    @Test
    void rmdir() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        kernel.ask(requests.mkdir(2, "e", 0755, 0));
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertError(requests.rmdir(1, "d"), ENOTEMPTY);
        assertError(requests.rmdir(1, "f"), ENOTDIR);
        assertOk(requests.rmdir(2, "e"));
    }

    @Test
    void rename() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        kernel.ask(requests.mkdir(1, "e", 0755, 0));
        assertOk(requests.rename(1, "d", 3, "inner"));
        assertEntry(requests.lookup(3, "inner"), directory(2, 2));
        assertError(requests.rename(1, "d", 3, "inner"), ENOENT);
    }

    @Test
    void rename2NoReplace() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        kernel.ask(requests.mkdir(1, "e", 0755, 0));
        assertError(requests.rename2(1, "d", 1, "e", 1), EEXIST);
        assertOk(requests.rename2(1, "d", 1, "free", 1));
    }

    @Test
    void rename2Exchange() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertOk(requests.rename2(1, "d", 1, "f", 2));
        assertEntry(requests.lookup(1, "f"), directory(2, 2));
        assertEntry(requests.lookup(1, "d"), file(3, 0, 0));
    }

    @Test
    void rename2Whiteout() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertOk(requests.rename2(1, "f", 1, "g", 4));
        assertEntry(requests.lookup(1, "f"), new Attr(3, 0, 0, NOW, CHARACTER_DEVICE, 1, 0, 0, 0));
    }

    @Test
    void rename2WithUnknownFlags() {
        kernel.ask(requests.mkdir(1, "d", 0755, 0));
        assertError(requests.rename2(1, "d", 1, "e", 8), EINVAL);
    }

    @Test
    void link() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertEntry(requests.link(2, 1, "g"), new Attr(2, 0, 0, NOW, REGULAR | 0644, 2, 0, 0, 0));
        assertError(requests.link(1, 1, "h"), EPERM);
    }
}
