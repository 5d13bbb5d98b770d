package memfs.mount;

import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.O_APPEND;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_DIRECTORY;
import static memfs.posix.OpenFlags.O_EXCL;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_TRUNC;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.Timestamp;
import memfs.store.tree.Faults;
import memfs.testing.Posix;
import memfs.testing.PosixException;

/**
 * A program whose system calls fail at random, and that knows what must be there all the same: what a successful call has
 * done stays, of a failed one either all, a part or nothing. Ends with status 0 where that was so.
 */
final class FaultClient {
    private static final Set<Errno> INJECTED = EnumSet.of(Errno.EIO, Errno.ENOMEM, Errno.ENOSPC, Faults.ERRNO);
    private static final int SLOTS = 12;
    private static final int MOST_BYTES = 20_000;
    private static final int MOST_TRIES = 10_000;
    private static final int REMEMBERED = 12;
    private static final String XATTR = "user.k";

    private final String directory;
    private final Random random;
    private final Slot[] slots = new Slot[SLOTS];
    private int calls;

    /** One name in the directory, and what is acknowledged of it. */
    private static final class Slot {
        private final String path;
        /** Null where there is no such file. */
        private byte[] bytes;
        private byte[] xattr;
        /** What was done to it, for people. */
        private final Deque<String> history = new ArrayDeque<>();

        private Slot(String path) {
            this.path = path;
        }

        private void note(String what) {
            history.add(what);
            if (history.size() > REMEMBERED) {
                history.remove();
            }
        }
    }

    /** Less than was asked for, as on a full file system. */
    private static final class ShortTransferException extends RuntimeException {}

    private FaultClient(String directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
        Arrays.setAll(slots, i -> new Slot(directory + "/f" + i));
    }

    public static void main(String[] arguments) {
        FaultClient client = new FaultClient(arguments[0], Long.parseLong(arguments[1]));
        client.run(Integer.parseInt(arguments[2]));
    }

    private void run(int operations) {
        persist(() -> makeDirectory(directory));
        while (calls < operations) {
            step(slots[random.nextInt(SLOTS)]);
        }
        for (Slot slot : slots) {
            if (slot.bytes != null) {
                requireBytes(slot, slot.bytes, slot.bytes);
                persist(() -> removeFile(slot.path));
            }
        }
        persist(() -> removeDirectory(directory));
        System.out.println("acknowledged bytes of " + calls + " operations are all there");
    }

    private void step(Slot slot) {
        if (slot.bytes == null) {
            create(slot);
            return;
        }
        switch (random.nextInt(14)) {
            case 0 -> unlink(slot);
            case 1 -> rename(slot, slots[random.nextInt(SLOTS)]);
            case 2 -> truncate(slot);
            case 3 -> punch(slot);
            case 4 -> setXattr(slot);
            case 5 -> append(slot);
            case 6 -> copy(slot);
            case 7 -> link(slot);
            case 8 -> makeOthers(slot.path + "x");
            case 9 -> list();
            case 10 -> recreate(slot);
            case 11 -> attributes(slot);
            default -> write(slot);
        }
    }

    /** Whether a call went well; it fails by what is injected, or the test does. */
    private boolean attempt(Runnable call) {
        calls++;
        try {
            call.run();
            return true;
        } catch (ShortTransferException _) {
            return false;
        } catch (PosixException e) {
            if (!INJECTED.contains(e.errno())) {
                throw e;
            }
            return false;
        }
    }

    /** Again and again until it goes well. */
    private <T> T persist(Supplier<T> call) {
        RuntimeException last = null;
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                return call.get();
            } catch (ShortTransferException e) {
                last = e;
            } catch (PosixException e) {
                if (!INJECTED.contains(e.errno())) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private void persist(Runnable call) {
        persist(() -> {
            call.run();
            return null;
        });
    }

    private static void makeDirectory(String path) {
        try {
            Posix.mkdir(path, 0755);
        } catch (PosixException e) {
            requireErrno(e, Errno.EEXIST);
        }
    }

    private static void removeFile(String path) {
        try {
            Posix.unlink(path);
        } catch (PosixException e) {
            requireErrno(e, Errno.ENOENT);
        }
    }

    private static void removeDirectory(String path) {
        try {
            Posix.rmdir(path);
        } catch (PosixException e) {
            requireErrno(e, Errno.ENOENT);
        }
    }

    private static void requireErrno(PosixException e, Errno expected) {
        if (e.errno() != expected) {
            throw e;
        }
    }

    private static <T> T withOpen(String path, int flags, IntFunction<T> action) {
        int fd = Posix.open(path, flags, 0);
        try {
            return action.apply(fd);
        } finally {
            Posix.close(fd);
        }
    }

    private byte[] someBytes() {
        byte[] bytes = new byte[random.nextInt(1, MOST_BYTES)];
        random.nextBytes(bytes);
        return bytes;
    }

    private void create(Slot slot) {
        slot.history.clear();
        if (attempt(() -> Posix.close(Posix.open(slot.path, O_RDWR | O_CREAT | O_EXCL, 0644)))) {
            slot.bytes = new byte[0];
        } else if (exists(slot)) {
            slot.bytes = new byte[0];
            requireBytes(slot, slot.bytes, slot.bytes);
        }
        slot.xattr = null;
    }

    private boolean exists(Slot slot) {
        return persist(() -> {
            try {
                Posix.lstat(slot.path);
                return true;
            } catch (PosixException e) {
                requireErrno(e, Errno.ENOENT);
                return false;
            }
        });
    }

    private void unlink(Slot slot) {
        boolean done = attempt(() -> Posix.unlink(slot.path));
        if (done || !exists(slot)) {
            slot.bytes = null;
        }
    }

    private void rename(Slot from, Slot to) {
        if (from == to) {
            return;
        }
        boolean done = attempt(() -> Posix.rename(from.path, to.path));
        if (done || !exists(from)) {
            to.history.clear();
            from.history.forEach(to::note);
            to.note("renamed" + (done ? "" : " all the same"));
            to.bytes = from.bytes;
            to.xattr = from.xattr;
            from.bytes = null;
            requireBytes(to, to.bytes, to.bytes);
        } else if (to.bytes != null) {
            requireBytes(to, to.bytes, to.bytes);
        }
    }

    /** Changes a file; where that failed, finds out what it has come to. */
    private void change(String what, Slot slot, byte[] after, Runnable call) {
        boolean done = attempt(call);
        slot.note(what + (done ? "" : " failed"));
        if (done) {
            slot.bytes = after;
        } else {
            slot.bytes = requireBytes(slot, slot.bytes, after);
        }
    }

    private void write(Slot slot) {
        byte[] bytes = someBytes();
        int offset = random.nextInt(MOST_BYTES);
        byte[] after = with(slot.bytes, offset, bytes);
        change("write " + offset + "+" + bytes.length, slot, after,
                () -> withOpen(slot.path, O_RDWR, fd -> wholly(Posix.pwrite(fd, bytes, offset), bytes.length)));
    }

    private void append(Slot slot) {
        byte[] bytes = someBytes();
        if (slot.bytes.length < 4 * MOST_BYTES) {
            byte[] after = with(slot.bytes, slot.bytes.length, bytes);
            change("append " + bytes.length, slot, after,
                    () -> withOpen(slot.path, O_RDWR | O_APPEND, fd -> wholly(Posix.write(fd, bytes), bytes.length)));
        }
    }

    private static byte[] with(byte[] before, int offset, byte[] bytes) {
        byte[] after = Arrays.copyOf(before, Math.max(before.length, offset + bytes.length));
        System.arraycopy(bytes, 0, after, offset, bytes.length);
        return after;
    }

    /** A pool that is full for a moment cuts a write short. */
    private static Void wholly(long done, long asked) {
        if (done < asked) {
            throw new ShortTransferException();
        }
        return null;
    }

    private void truncate(Slot slot) {
        int length = random.nextInt(MOST_BYTES);
        change("truncate " + length, slot, Arrays.copyOf(slot.bytes, length), () -> Posix.truncate(slot.path, length));
    }

    private void recreate(Slot slot) {
        change("O_TRUNC", slot, new byte[0], () -> withOpen(slot.path, O_RDWR | O_TRUNC, _ -> null));
    }

    private void punch(Slot slot) {
        int offset = random.nextInt(MOST_BYTES);
        int length = random.nextInt(1, MOST_BYTES);
        byte[] after = slot.bytes.clone();
        Arrays.fill(after, Math.min(offset, after.length), Math.min(offset + length, after.length), (byte) 0);
        change("punch " + offset + "+" + length, slot, after, () -> withOpen(slot.path, O_RDWR, fd -> {
            Posix.fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length);
            return null;
        }));
    }

    private void copy(Slot slot) {
        Slot source = slots[random.nextInt(SLOTS)];
        if (source == slot || source.bytes == null || source.bytes.length == 0) {
            return;
        }
        byte[] after = with(slot.bytes, 0, source.bytes);
        change("copy of " + source.bytes.length + " from " + source.path, slot, after,
                () -> withOpen(source.path, O_RDWR, in -> withOpen(slot.path, O_RDWR,
                        out -> wholly(Posix.copyFileRange(in, 0, out, 0, source.bytes.length), source.bytes.length))));
    }

    private void setXattr(Slot slot) {
        byte[] value = Arrays.copyOf(someBytes(), random.nextInt(3000));
        if (attempt(() -> Posix.setxattr(slot.path, XATTR, value, 0))) {
            slot.xattr = value;
        } else {
            byte[] found = persist(() -> xattr(slot));
            require(Arrays.equals(found, value) || Arrays.equals(found, slot.xattr), "attribute of " + slot.path);
            slot.xattr = found;
        }
    }

    private static byte[] xattr(Slot slot) {
        try {
            return Posix.getxattr(slot.path, XATTR);
        } catch (PosixException e) {
            requireErrno(e, Errno.ENODATA);
            return null;
        }
    }

    private void link(Slot slot) {
        String other = slot.path + "l";
        attempt(() -> Posix.link(slot.path, other));
        persist(() -> removeFile(other));
    }

    private void makeOthers(String path) {
        attempt(() -> Posix.symlink("target", path));
        attempt(() -> readLink(path));
        persist(() -> removeFile(path));
        attempt(() -> Posix.mknod(path, Mode.S_IFIFO | 0644, 0));
        persist(() -> removeFile(path));
        attempt(() -> Posix.mkdir(path, 0755));
        persist(() -> removeDirectory(path));
    }

    private static void readLink(String path) {
        try {
            Posix.readlink(path);
        } catch (PosixException e) {
            requireErrno(e, Errno.ENOENT);
        }
    }

    private void list() {
        attempt(() -> withOpen(directory, O_DIRECTORY, fd -> Posix.getdents(fd, 4096)));
    }

    private void attributes(Slot slot) {
        attempt(() -> Posix.chmod(slot.path, 0600));
        attempt(() -> Posix.utimens(slot.path, Timestamp.ofNanos(1), Timestamp.ofNanos(2)));
        attempt(() -> Posix.access(slot.path, 4));
        attempt(() -> Posix.statvfs(slot.path));
        attempt(() -> withOpen(slot.path, O_RDWR, fd -> {
            Posix.fsync(fd);
            return null;
        }));
        require(Arrays.equals(persist(() -> xattr(slot)), slot.xattr), "attribute of " + slot.path);
        requireBytes(slot, slot.bytes, slot.bytes);
    }

    /** Reads a file, each byte of which must be one of two; a length between theirs, too. */
    private byte[] requireBytes(Slot slot, byte[] before, byte[] after) {
        byte[] found = persist(() -> withOpen(slot.path, O_RDWR, FaultClient::readAll));
        require(found.length >= Math.min(before.length, after.length)
                && found.length <= Math.max(before.length, after.length),
                "length " + found.length + " of " + slot.path + ", not " + before.length + " to " + after.length + ",");
        for (int i = 0; i < found.length; i++) {
            require(found[i] == at(before, i) || found[i] == at(after, i),
                    "byte " + i + " of " + slot.path + ", " + found[i]
                            + " instead of " + at(before, i) + " or " + at(after, i) + " after " + slot.history + ",");
        }
        return found;
    }

    /**
     * From the server: where a change was reported as failed, the kernel doesn't know that it was made. A fault in the middle cuts it short.
     */
    private static byte[] readAll(int fd) {
        Posix.dropCache(fd);
        int size = (int) Posix.fstat(fd).size();
        byte[] bytes = Posix.pread(fd, size, 0);
        wholly(bytes.length, size);
        return bytes;
    }

    private static byte at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] : 0;
    }

    private void require(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what + " isn't what was acknowledged, at call " + calls);
        }
    }
}
