package memfs.store;

import java.util.concurrent.atomic.AtomicLong;

import memfs.posix.Errno;

/**
 * The open files and directories of one transport by number (fh), since that is what a kernel and libfuse keep. Numbers
 * are positive, and never reused.
 */
public final class HandleTable {
    private final LongTable<Numbered<OpenFile>> files = new LongTable<>(Numbered::fh);
    private final LongTable<Numbered<OpenDirectory>> directories = new LongTable<>(Numbered::fh);
    private final AtomicLong next = new AtomicLong(1);
    private final FileSystem fileSystem;

    private record Numbered<H>(long fh, H handle) {}

    public HandleTable(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Returns the number of a handle, which is released again where that fails. */
    public long add(OpenFile file) {
        try {
            return add(files, file);
        } catch (Throwable e) {
            fileSystem.release(file);
            throw e;
        }
    }

    /** As {@link #add(OpenFile)}. */
    public long add(OpenDirectory directory) {
        try {
            return add(directories, directory);
        } catch (Throwable e) {
            fileSystem.releasedir(directory);
            throw e;
        }
    }

    private <H> long add(LongTable<Numbered<H>> handles, H handle) {
        long fh = next.getAndIncrement();
        handles.add(new Numbered<>(fh, handle));
        return fh;
    }

    /** The open file of a number, or EBADF. */
    public OpenFile file(long fh) {
        return required(files.get(fh));
    }

    /** The open directory of a number, or EBADF. */
    public OpenDirectory directory(long fh) {
        return required(directories.get(fh));
    }

    private static <H> H required(Numbered<H> found) {
        if (found == null) {
            throw Errno.EBADF.exception();
        }
        return found.handle;
    }

    /** Releases an open file, whose number means nothing from then on; EBADF for an unknown one. */
    public void release(long fh) {
        fileSystem.release(required(files.remove(fh)));
    }

    /** As {@link #release}, for a directory. */
    public void releasedir(long fh) {
        fileSystem.releasedir(required(directories.remove(fh)));
    }

    /** Whether a file has a handle here; looks at each of them, so only for rare questions. */
    public boolean isOpen(long ino) {
        return files.anyMatch(numbered -> numbered.handle.ino() == ino);
    }
}
