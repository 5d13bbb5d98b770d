package memfs.kernel;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Requests of every opcode, most of them on node ids, handles and names that a conversation really has, so that they get
 * deep into the store; numbers are often at a limit.
 */
final class RequestGenerator {
    private static final long[] NUMBERS = {0, 1, 2, 7, 4095, 4096, 4097, 65536, 1 << 20, (1 << 20) + 1, 1L << 31,
            (1L << 31) - 1, (1L << 32) - 1, 1L << 32, 1L << 44, Long.MAX_VALUE, Long.MAX_VALUE - 4095, Long.MIN_VALUE,
            -1, -2, -4096};
    private static final int[] LENGTHS = {0, 1, 3, 100, 512, 4096, 4107};
    private static final String[] NAMES = {"a", "b", "c", "d", "e", "f", "long-name-of-a-file", "n".repeat(255), ".",
            "..", "", "n".repeat(256), "a/b"};
    private static final String[] XATTRS = {"user.a", "user.b", "trusted.c", "security.d", "user.", "user./", "odd.e",
            "", "/"};
    private static final int[] IOCTLS = {0x80086601, 0x40086602, 0x801c581f, 0x401c5820, 0x5401};
    private static final int[] TYPES = {0100000, 0100000, 0100000, 0010000, 0020000, 0060000, 0140000, 0040000,
            0120000, 0};
    private static final int[] OPEN_FLAGS = {0, 1, 2, 2, 3, 02001, 01002, 01000, 040, 01000000, 020000000, -1};
    private static final int LARGEST_WRITE = 128 << 10;

    private final RandomGenerator random;
    private final Conversation kernel;
    private final Requests root = new Requests();
    private final Requests alice = new Requests(1000, 1000, 0);
    private final List<Supplier<byte[]>> kinds = List.of(this::lookup, this::forget, this::batchForget,
            () -> by().getattr(node()), () -> by().statx(node()),
            () -> by().ioctl(node(), IOCTLS[below(IOCTLS.length)], (int) number(), data()),
            () -> by().setattr(node(), setattrIn()),
            () -> by().readlink(node()),
            () -> by().symlink(parent(), name(), name()), this::mknod,
            () -> by().mkdir(parent(), name(), mode(), 022), () -> by().unlink(parent(), name()),
            () -> by().rmdir(parent(), name()), () -> by().rename(parent(), name(), parent(), name()),
            () -> by().rename2(parent(), name(), parent(), name(), below(9)),
            () -> by().link(node(), parent(), name()), () -> by().open(node(), openFlags()),
            () -> by().create(parent(), name(), mode(), openFlags(), 022),
            () -> by().tmpfile(parent(), mode(), openFlags(), 022),
            () -> by().read(node(), file(), offset(), (int) number()), this::write, this::write,
            () -> by().fallocate(node(), file(), offset(), number(), below(20)),
            () -> by().lseek(node(), file(), offset(), 3 + below(3)),
            () -> copy(Requests.COPY_FILE_RANGE), () -> copy(Requests.COPY_FILE_RANGE_64),
            () -> by().release(node(), file()), () -> by().flush(node(), file()), () -> by().fsync(node(), file()),
            () -> by().opendir(parent()), () -> readdir(Requests.READDIR), () -> readdir(Requests.READDIRPLUS),
            () -> by().releasedir(node(), directory()), () -> by().fsyncdir(node(), directory()),
            () -> by().setxattr(node(), oneOf(XATTRS), data(), below(4)),
            () -> by().getxattr(node(), oneOf(XATTRS), (int) number()), () -> by().listxattr(node(), (int) number()),
            () -> by().removexattr(node(), oneOf(XATTRS)), () -> by().access(node(), below(9)),
            () -> by().statfs(), () -> by().syncfs(), () -> by().interrupt(number()),
            () -> by().initExtended(31 + below(16), number(), number()),
            () -> by().request(below(70), node(), Bytes.of().raw(data())));

    RequestGenerator(RandomGenerator random, Conversation kernel) {
        this.random = random;
        this.kernel = kernel;
    }

    byte[] next() {
        return kinds.get(below(kinds.size())).get();
    }

    private Requests by() {
        return below(4) == 0 ? alice : root;
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private byte[] lookup() {
        return by().lookup(parent(), name());
    }

    private byte[] forget() {
        return by().forget(node(), 1 + below(2));
    }

    private byte[] batchForget() {
        return by().batchForget(node(), 1, node(), 1 + below(2));
    }

    private byte[] mknod() {
        return by().mknod(parent(), name(), TYPES[below(TYPES.length)] | mode(), (int) number(), 022);
    }

    private byte[] write() {
        return by().write(node(), file(), offset(), data(), below(8), openFlags());
    }

    /** READDIR or READDIRPLUS, mostly of the directory that the handle is of. */
    private byte[] readdir(int opcode) {
        long fh = directory();
        Long owner = kernel.directories().get(fh);
        long node = owner == null || below(8) == 0 ? node() : owner;
        long cookie = below(2) == 0 ? 0 : number();
        return opcode == Requests.READDIR
                ? by().readdir(node, fh, cookie, (int) number())
                : by().readdirplus(node, fh, cookie, (int) number());
    }

    private byte[] copy(int opcode) {
        return by().copyFileRange(opcode, node(), file(), offset(), node(), file(), offset(), number());
    }

    private Requests.SetattrIn setattrIn() {
        return new Requests.SetattrIn(below(1 << 12), file(), offset(), number(), number(), number(),
                (int) number(), (int) number(), (int) number(), mode(), below(1002), below(1002));
    }

    /** A node id that the conversation holds, the root, or one in eight times any number. */
    long node() {
        return below(8) == 0 ? 1 : known(kernel.lookups().keySet());
    }

    /** The root, which is a directory for certain, half of the times. */
    private long parent() {
        return below(2) == 0 ? 1 : node();
    }

    private long file() {
        return known(kernel.files());
    }

    private long directory() {
        return known(kernel.directories().keySet());
    }

    private long known(Collection<Long> numbers) {
        if (numbers.isEmpty() || below(8) == 0) {
            return number();
        }
        return numbers.stream().skip(below(numbers.size())).findFirst().orElseThrow();
    }

    /** A number at a limit, or a small one. */
    long number() {
        return random.nextBoolean() ? NUMBERS[below(NUMBERS.length)] : below(10_000);
    }

    private long offset() {
        return below(8) == 0 ? number() : below(100_000);
    }

    private int mode() {
        return below(8) == 0 ? random.nextInt() : below(010000);
    }

    private int openFlags() {
        return OPEN_FLAGS[below(OPEN_FLAGS.length)];
    }

    private String name() {
        return oneOf(NAMES);
    }

    private String oneOf(String[] names) {
        // The first ones most often.
        return names[Math.min(below(names.length), below(names.length))];
    }

    private byte[] data() {
        int length = below(500) == 0
                ? below(LARGEST_WRITE + 1)
                : LENGTHS[below(LENGTHS.length)];
        return new byte[length];
    }
}
