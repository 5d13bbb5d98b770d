package benchmarks.client;

import java.lang.foreign.MemorySegment;

import memfs.posix.OpenFlags;

/** One directory with any number of empty files, and some more that come and go. */
final class FlatDirectory {
    private final Client client;
    private final Syscalls calls;
    private final MemorySegment path;
    private final MemorySegment[] files;
    private final MemorySegment[] probes;
    private final MemorySegment[] renamed;
    private final MemorySegment[] absent;
    private final Dirents dirents;
    private int size;
    private int present;
    private int listed;
    private int invented;

    FlatDirectory(Client client, int most, int probeCount) {
        this.client = client;
        calls = client.calls;
        path = client.path("flat");
        dirents = new Dirents(calls);
        files = paths(client, "flat/file", most);
        probes = paths(client, "flat/probe", probeCount);
        renamed = paths(client, "flat/renamed", probeCount);
        absent = new MemorySegment[probeCount];
    }

    private static MemorySegment[] paths(Client client, String prefix, int count) {
        MemorySegment[] paths = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            paths[i] = client.path(prefix + i);
        }
        return paths;
    }

    /** Files, without the probes. */
    int size() {
        return size;
    }

    int probes() {
        return probes.length;
    }

    void make() {
        calls.mkdir(path);
    }

    void growTo(int files) {
        for (; size < files; size++) {
            create(this.files[size]);
        }
    }

    void createProbes() {
        for (MemorySegment probe : probes) {
            create(probe);
        }
        present = probes.length;
    }

    private void create(MemorySegment file) {
        calls.close(calls.open(Syscalls.AT_FDCWD, file, OpenFlags.O_CREAT | OpenFlags.O_WRONLY));
    }

    void lookUpProbes() {
        for (MemorySegment probe : probes) {
            calls.statx(Syscalls.AT_FDCWD, probe, Syscalls.AT_SYMLINK_NOFOLLOW);
        }
    }

    /** Names for {@link #lookUpAbsent} that nobody has asked for: the kernel remembers of others that they aren't there. */
    void inventAbsent() {
        for (int i = 0; i < absent.length; i++) {
            absent[i] = client.path("flat/absent" + invented++);
        }
    }

    void lookUpAbsent() {
        for (MemorySegment name : absent) {
            calls.statxAbsent(Syscalls.AT_FDCWD, name);
        }
    }

    void renameProbes() {
        for (int i = 0; i < probes.length; i++) {
            calls.rename(probes[i], renamed[i]);
        }
    }

    void renameProbesBack() {
        for (int i = 0; i < probes.length; i++) {
            calls.rename(renamed[i], probes[i]);
        }
    }

    void unlinkProbes() {
        for (MemorySegment probe : probes) {
            calls.unlink(probe);
        }
        present = 0;
    }

    /** Reads the whole directory; every name must be there once. */
    void list() {
        int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_RDONLY);
        listed = 0;
        dirents.read(fd, (_, _) -> listed++);
        calls.close(fd);
        int expected = size + present + 2; // "." and ".."
        if (listed != expected) {
            throw new IllegalStateException("the listing has " + listed + " of " + expected + " entries");
        }
    }

    void remove() {
        for (int i = 0; i < size; i++) {
            calls.unlink(files[i]);
        }
        calls.rmdir(path);
        size = 0;
    }
}
