package benchmarks.client;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import memfs.posix.OpenFlags;

/** Directories with files of 4 KiB, spread evenly: made, walked and removed by system calls. */
final class Tree {
    private static final int FILE_BYTES = 4096;
    private static final int DEPTH = 2;

    private final Syscalls calls;
    private final MemorySegment root;
    private final MemorySegment[] directories;
    private final MemorySegment[] files;
    private final MemorySegment data;
    /** One for each level, since a walk goes down in the middle of a listing. */
    private final Dirents[] dirents = new Dirents[DEPTH];
    private int seen;

    Tree(Client client, int directoryCount, int fileCount) {
        calls = client.calls;
        root = client.path("tree");
        directories = new MemorySegment[directoryCount];
        for (int i = 0; i < directoryCount; i++) {
            directories[i] = client.path("tree/directory" + i);
        }
        files = new MemorySegment[fileCount];
        for (int i = 0; i < fileCount; i++) {
            // One directory after the other, as tar and git make them.
            files[i] = client.path("tree/directory" + (long) i * directoryCount / fileCount + "/file" + i);
        }
        data = calls.buffer(FILE_BYTES).fill((byte) 'x');
        for (int i = 0; i < DEPTH; i++) {
            dirents[i] = new Dirents(calls);
        }
    }

    int files() {
        return files.length;
    }

    /** Files and directories, without the root. */
    int entries() {
        return directories.length + files.length;
    }

    void create() {
        calls.mkdir(root);
        for (MemorySegment directory : directories) {
            calls.mkdir(directory);
        }
        for (MemorySegment file : files) {
            int fd = calls.open(Syscalls.AT_FDCWD, file, OpenFlags.O_CREAT | OpenFlags.O_WRONLY);
            calls.write(fd, data, FILE_BYTES);
            calls.close(fd);
        }
    }

    /** Lists every directory and reads the attributes of every entry, as lstat(2) would; all must be there. */
    void walk() {
        seen = 0;
        list(Syscalls.AT_FDCWD, root, 0);
        if (seen != entries()) {
            throw new IllegalStateException("the walk saw " + seen + " of " + entries() + " entries");
        }
    }

    private void list(int parent, MemorySegment name, int depth) {
        int fd = calls.open(parent, name, OpenFlags.O_RDONLY);
        dirents[depth].read(fd, (entry, isDirectory) -> visit(fd, entry, isDirectory, depth));
        calls.close(fd);
    }

    private void visit(int directory, MemorySegment entry, boolean isDirectory, int depth) {
        if (isDots(entry)) {
            return;
        }
        calls.statx(directory, entry, Syscalls.AT_SYMLINK_NOFOLLOW);
        seen++;
        if (isDirectory) {
            list(directory, entry, depth + 1);
        }
    }

    /** "." or ".."; no entry of ours begins so. */
    private static boolean isDots(MemorySegment name) {
        return name.get(ValueLayout.JAVA_BYTE, 0) == '.';
    }

    void remove() {
        for (MemorySegment file : files) {
            calls.unlink(file);
        }
        for (MemorySegment directory : directories) {
            calls.rmdir(directory);
        }
        calls.rmdir(root);
    }
}
