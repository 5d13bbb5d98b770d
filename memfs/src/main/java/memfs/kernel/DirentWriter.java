package memfs.kernel;

import java.util.ArrayList;
import java.util.List;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.ReplyWriter;
import memfs.posix.Caller;
import memfs.posix.ErrnoException;
import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;

/**
 * Writes a listing into a reply: {@code struct fuse_dirent}, or {@code fuse_direntplus} with the attributes before it.
 *
 * <p>
 * A listing runs under the tree lock, which a lookup needs too: so the attributes are left zero at first ("none") and
 * filled in after it.
 */
final class DirentWriter implements FileSystem.DirectorySink {
    private final ReplyWriter reply;
    private final int limit;
    private final boolean plus;
    private final List<Pending> pending = new ArrayList<>();

    /** An entry whose attributes are still to come. */
    private record Pending(int at, KeptName name, long ino) {}

    /**
     * @param size
     *            most bytes that the kernel takes
     * @param plus
     *            with attributes
     */
    DirentWriter(ReplyWriter reply, int size, boolean plus) {
        this.reply = reply;
        this.limit = reply.position() + reply.roomFor(size);
        this.plus = plus;
    }

    @Override
    public boolean accept(KeptName name, long ino, int mode, long nextCookie) {
        int length = Abi.aligned(Abi.DIRENT_NAME + name.length());
        if (reply.position() + length + (plus ? Abi.ENTRY_OUT : 0) > limit) {
            return false;
        }
        if (plus) {
            // The kernel doesn't count "." and ".." as looked up; fuse_direntplus_link() in fs/fuse/readdir.c.
            if (!name.equals(Name.DOT) && !name.equals(Name.DOT_DOT)) {
                pending.add(new Pending(reply.position(), name, ino));
            }
            reply.putZeros(Abi.ENTRY_OUT);
        }
        reply.putLong(ino);
        reply.putLong(nextCookie);
        reply.putInt(name.length());
        reply.putInt(Mode.direntType(mode));
        reply.putName(name);
        reply.putZeros(length - Abi.DIRENT_NAME - name.length());
        return true;
    }

    /**
     * Looks up what was listed, so that the kernel needn't; an entry that was removed meanwhile stays without attributes.
     * After a failure no lookup count is left that the kernel doesn't know of.
     */
    void fillAttributes(FileSystem fileSystem, Caller caller, long directory) {
        try {
            for (Pending entry : pending) {
                Stat stat = lookup(fileSystem, caller, directory, entry.name);
                if (stat == null) {
                    continue;
                }
                if (stat.ino() == entry.ino) {
                    reply.fillEntry(entry.at, stat);
                } else {
                    fileSystem.forget(stat.ino(), 1);
                }
            }
        } catch (Throwable e) {
            forgetFilled(fileSystem);
            throw e;
        }
    }

    private void forgetFilled(FileSystem fileSystem) {
        for (Pending entry : pending) {
            if (reply.isEntryFilled(entry.at)) {
                forget(fileSystem, entry.ino);
            }
        }
    }

    private static void forget(FileSystem fileSystem, long ino) {
        try {
            fileSystem.forget(ino, 1);
        } catch (Throwable _) {
            // The listing has failed already, and the other entries are to be forgotten too.
        }
    }

    private static Stat lookup(FileSystem fileSystem, Caller caller, long directory, Name name) {
        try {
            return fileSystem.lookup(caller, directory, name);
        } catch (ErrnoException _) {
            // Not searchable: the names may be read, the attributes not.
            return null;
        }
    }
}
