package memfs.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Credentials;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.Stat;
import memfs.store.BackingFiles;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.StoreUsage;
import memfs.sys.WallClock;

/**
 * A file system under test with a clock that ticks once a call; {@link #close()} empties it and asserts that nothing is
 * left behind.
 */
final class StoreFixture implements AutoCloseable {
    static final Caller ALICE = Caller.of(1000, 1000, 022);
    static final Caller BOB = Caller.of(1001, 1001, 022);
    /** In Alice's group by a supplementary one. */
    static final Caller CAROL = new Caller(1002, 1002, 7, 022, new Credentials() {
        @Override
        public int[] groups(int pid) {
            return pid == 7 ? new int[]{5, 1000} : new int[0];
        }

        @Override
        public OptionalLong capabilities(int pid, int uid) {
            return OptionalLong.empty();
        }

        @Override
        public boolean restrictsLinks() {
            return false;
        }
    });
    static final long ROOT = FileSystem.ROOT;

    final AtomicLong now = new AtomicLong(1_000_000);
    final MemFileSystem fs;

    StoreFixture() {
        this(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos));
    }

    StoreFixture(StoreOptions options) {
        fs = new MemFileSystem(options.withClock(now::incrementAndGet));
    }

    /** With the clock of backing files. */
    StoreFixture(StoreOptions options, BackingFiles backings) {
        fs = new MemFileSystem(options.withBackings(backings));
    }

    static Name name(String text) {
        return Name.of(text);
    }

    /** Releases the lookup pin that came with the attributes. */
    Stat released(Stat stat) {
        fs.forget(stat.ino(), 1);
        return stat;
    }

    Stat mkdir(long parent, String name) {
        return mkdir(Caller.ROOT, parent, name, 0755);
    }

    Stat mkdir(Caller caller, long parent, String name, int mode) {
        return released(fs.mkdir(caller, parent, name(name), mode));
    }

    Stat file(long parent, String name) {
        return file(Caller.ROOT, parent, name, 0644);
    }

    Stat file(Caller caller, long parent, String name, int mode) {
        return released(fs.mknod(caller, parent, name(name), Mode.S_IFREG | mode, 0));
    }

    /** The attributes behind a name, or null. */
    Stat find(long parent, String name) {
        Stat stat = fs.lookup(Caller.ROOT, parent, name(name));
        return stat == null ? null : released(stat);
    }

    Stat stat(long ino) {
        return fs.getattr(ino);
    }

    OpenFile open(long ino) {
        return fs.open(Caller.ROOT, ino, OpenFlags.O_RDWR);
    }

    int write(OpenFile fh, String text, long offset) {
        return fs.write(Caller.ROOT, fh, MemorySegment.ofArray(text.getBytes()), offset, 0);
    }

    String read(OpenFile fh, long offset, int length) {
        byte[] bytes = new byte[length];
        int read = fs.read(fh, MemorySegment.ofArray(bytes), offset);
        return new String(bytes, 0, read);
    }

    /** The names in a directory, in order, without "." and "..". */
    List<String> list(long ino) {
        List<String> names = new ArrayList<>();
        OpenDirectory fh = fs.opendir(Caller.ROOT, ino);
        fs.readdir(fh, 2, (name, _, _, _) -> names.add(name.toString()));
        fs.releasedir(fh);
        return names;
    }

    void removeAll(long directory) {
        for (String name : list(directory)) {
            Stat stat = find(directory, name);
            if (Mode.isDirectory(stat.mode())) {
                removeAll(stat.ino());
                fs.rmdir(Caller.ROOT, directory, name(name));
            } else {
                fs.unlink(Caller.ROOT, directory, name(name));
            }
        }
    }

    /** Empties the tree; only the root may be left. */
    @Override
    public void close() {
        removeAll(ROOT);
        assertThat(list(ROOT)).isEmpty();
        StoreUsage usage = fs.usage();
        fs.close();
        assertThat(usage.liveBytes()).as("live bytes").isZero();
        assertThat(usage.inodes()).as("inodes").isEqualTo(1);
        assertThat(usage.openHandles()).as("open handles").isZero();
        assertThat(fs.usage().reservedBytes()).as("reserved bytes after close").isZero();
    }
}
