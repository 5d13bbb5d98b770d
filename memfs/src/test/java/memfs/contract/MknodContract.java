package memfs.contract;

import static memfs.posix.Errno.EAGAIN;
import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENXIO;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.Mode.S_IFBLK;
import static memfs.posix.Mode.S_IFCHR;
import static memfs.posix.Mode.S_IFDIR;
import static memfs.posix.Mode.S_IFIFO;
import static memfs.posix.Mode.S_IFLNK;
import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.Mode.S_IFSOCK;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.O_NONBLOCK;
import static memfs.testing.Posix.device;
import static memfs.testing.Posix.encode;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mknod;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.junit.jupiter.api.Test;

import memfs.testing.As;
import memfs.testing.Posix;
import memfs.testing.Requirements;

/** mknod(2): fifos, sockets, devices and plain files. */
abstract class MknodContract extends Contract {
    @Test
    void makesAPlainFile() {
        mkfile(at("f"), 0640);
        assertThat(lstat(at("f")).mode()).isEqualTo(S_IFREG | 0640);
        assertThat(content(at("f"))).isEmpty();
    }

    @Test
    void makesAFifoThatCarriesBytes() {
        mknod(at("fifo"), S_IFIFO | 0600, 0);
        assertThat(type(at("fifo"))).isEqualTo(S_IFIFO);
        int reader = open(at("fifo"), O_RDONLY | O_NONBLOCK);
        int writer = open(at("fifo"), O_WRONLY);
        write(writer, "through");
        assertThat(text(Posix.read(reader, 100))).isEqualTo("through");
        assertErrno(EAGAIN, () -> Posix.read(reader, 1));
        assertThat(lstat(at("fifo")).size()).isZero();
    }

    @Test
    void makesASocketNode() {
        mknod(at("socket"), S_IFSOCK | 0600, 0);
        assertThat(lstat(at("socket")).mode()).isEqualTo(S_IFSOCK | 0600);
        assertErrno(ENXIO, () -> open(at("socket"), O_RDWR));
    }

    @Test
    void bindsAUnixSocket() throws IOException {
        var address = UnixDomainSocketAddress.of(at("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            assertThat(type(at("s"))).isEqualTo(S_IFSOCK);
            try (var client = SocketChannel.open(address); var accepted = server.accept()) {
                client.write(ByteBuffer.wrap(bytes("hello")));
                ByteBuffer received = ByteBuffer.allocate(5);
                accepted.read(received);
                assertThat(text(received.array())).isEqualTo("hello");
            }
        }
    }

    @Test
    void makesDevicesWithTheirNumbers() {
        Requirements.root();
        mknod(at("null"), S_IFCHR | 0666, device(1, 3));
        mknod(at("disk"), S_IFBLK | 0600, device(259, 1_048_575));
        assertThat(lstat(at("null")).mode()).isEqualTo(S_IFCHR | 0666);
        assertThat(lstat(at("null")).rdev()).isEqualTo(encode(1, 3));
        assertThat(lstat(at("disk")).mode()).isEqualTo(S_IFBLK | 0600);
        assertThat(lstat(at("disk")).rdev()).isEqualTo(encode(259, 1_048_575));
    }

    @ExceptForRootOnly
    @Test
    void ofADeviceByAnOrdinaryUserFails() {
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> mknod(at("null"), S_IFCHR | 0666, device(1, 3))));
        As.user(1234, 5678).run(() -> mknod(at("fifo"), S_IFIFO | 0600, 0));
        assertThat(lstat(at("fifo")).uid()).isEqualTo(1234);
    }

    @Test
    void fails() {
        String path = emptyFile("f");
        assertErrno(EEXIST, () -> mknod(path, S_IFIFO | 0600, 0));
        assertErrno(ENOENT, () -> mknod(at("missing/f"), S_IFIFO | 0600, 0));
        assertErrno(EPERM, () -> mknod(at("d"), S_IFDIR | 0700, 0));
        assertErrno(EINVAL, () -> mknod(at("l"), S_IFLNK | 0700, 0));
    }
}
