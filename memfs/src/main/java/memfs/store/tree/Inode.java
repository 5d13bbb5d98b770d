package memfs.store.tree;

import static memfs.posix.SetAttr.ATIME;
import static memfs.posix.SetAttr.ATIME_NOW;
import static memfs.posix.SetAttr.CTIME;
import static memfs.posix.SetAttr.GID;
import static memfs.posix.SetAttr.MODE;
import static memfs.posix.SetAttr.MTIME;
import static memfs.posix.SetAttr.MTIME_NOW;
import static memfs.posix.SetAttr.SIZE;
import static memfs.posix.SetAttr.UID;

import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.XattrName;
import memfs.store.content.FileContent;
import memfs.store.dentries.LinkedInode;
import memfs.store.xattr.Acl;
import memfs.store.xattr.Xattrs;

/**
 * The object behind names and handles: attributes and data of one file of any type.
 *
 * <p>
 * Its monitor guards every field, and is never held for long; mode, uid and gid are volatile too, so that permission
 * checks read them without it.
 */
abstract sealed class Inode extends Times implements LinkedInode permits Directory, RegularFile, Symlink, SpecialFile {
    private static final byte[] NO_NAMES = {};

    private final long ino;
    private volatile int mode;
    private volatile int uid;
    private volatile int gid;
    /** -1 for a tmpfile, which may yet be given a first name. */
    private int nlink;
    private long pins;
    private Xattrs xattrs;

    /** What every new inode starts with; the mode with its type. */
    record Birth(long ino, int mode, int uid, int gid, long nanos, Xattrs xattrs) {
        /** Without extended attributes. */
        Birth(long ino, int mode, int uid, int gid, long nanos) {
            this(ino, mode, uid, gid, nanos, null);
        }
    }

    /** An inode without names and pins. */
    Inode(Birth birth) {
        super(birth.nanos);
        ino = birth.ino;
        mode = birth.mode;
        uid = birth.uid;
        gid = birth.gid;
        xattrs = birth.xattrs;
    }

    @Override
    public final long ino() {
        return ino;
    }

    @Override
    public final int mode() {
        return mode;
    }

    final int uid() {
        return uid;
    }

    final int gid() {
        return gid;
    }

    /** Number of names; changed under the tree lock and the monitor, so either is enough to read it. */
    final int nlink() {
        return Math.max(0, nlink);
    }

    /** Whether link may give a first name to what has none: to a tmpfile, until that is done; I_LINKABLE in fs/namei.c. */
    final boolean isLinkable() {
        return nlink < 0;
    }

    final synchronized void makeLinkable() {
        nlink = -1;
    }

    /** Length in bytes, as stat(2) shows it; needs no lock. */
    abstract long size();

    /** Memory taken for the data, bytes; needs no lock. */
    abstract long allocatedBytes();

    final synchronized long unlinkedBytes() {
        return nlink() == 0 ? allocatedBytes() : 0;
    }

    int rdev() {
        return 0;
    }

    final synchronized Stat stat() {
        return statNowLocked();
    }

    Stat statNowLocked() {
        return statLocked(size(), (allocatedBytes() + Stat.BLOCK_UNIT - 1) / Stat.BLOCK_UNIT, false);
    }

    final Stat statLocked(long size, long blocks, boolean changesUnseen) {
        return statLocked(ino, changesUnseen ? mode | Stat.CHANGES_UNSEEN : mode, nlink(), uid, gid, rdev(), size,
                blocks);
    }

    /** Fetches the times where programs change them without a request. */
    void pullTimesLocked() {
        // Here they are.
    }

    /** Stores the times that were changed, where {@link #pullTimesLocked} fetches them from. */
    void pushTimesLocked(boolean atime, boolean mtime) {
        // Here they are.
    }

    /** It has lost its last name. */
    void nameless() {
        // What it holds is freed with it.
    }

    /** Adds a pin; ESTALE when the last one is gone already. */
    final synchronized void pin() {
        requireAliveLocked();
        pins++;
    }

    /** The pins that a new inode starts with. */
    final synchronized void pinFirst() {
        pins++;
    }

    /** Releases pins; true when that was the last one, and the caller is to reclaim the inode. */
    final synchronized boolean unpin(long count) {
        boolean alive = pins > 0;
        pins -= count;
        return alive && pins <= 0;
    }

    final synchronized void requireAlive() {
        requireAliveLocked();
    }

    final void requireAliveLocked() {
        if (pins <= 0) {
            throw Errno.ESTALE.exception();
        }
    }

    /** Frees what the inode holds, when no other thread can find it any more; only {@link InodeTable} calls it. */
    final void reclaim() {
        Xattrs last;
        synchronized (this) {
            last = xattrs;
            xattrs = null;
        }
        if (last != null) {
            last.free();
        }
        freeData();
    }

    abstract void freeData();

    /** Adjusts the number of names, and stamps ctime; a directory's also counts its subdirectories. */
    final synchronized void addLinks(int difference, long now) {
        nlink = nlink() + difference;
        changedLocked(now);
    }

    final synchronized void changed(long now) {
        changedLocked(now);
    }

    final synchronized void modified(long now) {
        modifiedLocked(now);
        pushTimesLocked(false, true);
    }

    final synchronized void accessed(long now) {
        pullTimesLocked();
        accessedLocked(now);
        pushTimesLocked(true, false);
    }

    /** A write without CAP_FSETID clears setuid and setgid. */
    final void dropPrivilegesLocked(Caller caller) {
        mode = Access.modeAfterWrite(caller, this);
    }

    /** All of a change, or an errno and nothing of it. */
    final Stat setattr(Caller caller, Access access, SetAttr change, boolean openForWriting, long now) {
        synchronized (this) {
            requireAliveLocked();
            access.requireChange(caller, this, change, openForWriting);
        }
        // Not under the monitor, which stat takes: a large file is cut or copied here.
        if (change.has(SIZE)) {
            resize(change.size());
        }
        return apply(caller, change, now);
    }

    private synchronized Stat apply(Caller caller, SetAttr change, long now) {
        int before = mode;
        mode = Access.changedMode(caller, this, change);
        if (mode != before) {
            changedLocked(now);
        }
        if (change.has(MODE) && xattrs != null) {
            xattrs.followMode(mode);
        }
        uid = change.has(UID) ? change.uid() : uid;
        gid = change.has(GID) ? change.gid() : gid;
        pullTimesLocked();
        changeTimesLocked(change, now);
        pushTimesLocked(change.has(ATIME | ATIME_NOW), change.has(MTIME | MTIME_NOW | SIZE));
        return stat();
    }

    /** Sets the length: EISDIR, EINVAL, EFBIG or ENOSPC, before anything has changed. */
    abstract void resize(long size);

    private void changeTimesLocked(SetAttr change, long now) {
        Timestamp stamp = Timestamp.ofNanos(now);
        if (change.has(ATIME | ATIME_NOW)) {
            setAtimeLocked(change.has(ATIME_NOW) ? stamp : change.atime());
        }
        if (change.has(MTIME) && !change.has(MTIME_NOW)) {
            setMtimeLocked(change.mtime());
        } else if (change.has(MTIME_NOW | SIZE)) {
            setMtimeLocked(stamp);
        }
        if (change.valid() != 0) {
            setCtimeLocked(change.has(CTIME) ? change.ctime() : stamp);
        }
    }

    final synchronized byte[] xattr(XattrName name) {
        if (xattrs == null) {
            throw Errno.ENODATA.exception();
        }
        return xattrs.get(name);
    }

    /**
     * Sets an extended attribute to a value that is stored already, since that may take long.
     *
     * @return the value that it had before, for the caller to free, or null
     */
    final synchronized FileContent setXattr(XattrName name, FileContent value, int flags, Supplier<Xattrs> maker,
            long now) {
        requireAliveLocked();
        Xattrs present = xattrs == null ? maker.get() : xattrs;
        FileContent old = present.set(name, value, flags);
        xattrs = present;
        changedLocked(now);
        return old;
    }

    final synchronized void removeXattr(XattrName name, long now) {
        if (xattrs == null) {
            throw Errno.ENODATA.exception();
        }
        xattrs.remove(name);
        if (xattrs.isEmpty()) {
            xattrs = null;
        }
        changedLocked(now);
    }

    /** The access control list of this name, or null. */
    final synchronized Acl acl(XattrName name) {
        return xattrs == null || !xattrs.has(name) ? null : Acl.of(xattrs.get(name));
    }

    /**
     * Sets an access control list, and the mode that goes with it, in one step.
     *
     * @param value
     *            stored already, or null to have none
     * @return the value that isn't needed any more, for the caller to free, or null
     */
    final synchronized FileContent setAcl(XattrName name, FileContent value, IntUnaryOperator newMode,
            Supplier<Xattrs> maker, long now) {
        requireAliveLocked();
        FileContent old = null;
        if (value != null) {
            old = setXattr(name, value, 0, maker, now);
        } else if (xattrs != null && xattrs.has(name)) {
            removeXattr(name, now);
        }
        mode = newMode.applyAsInt(mode);
        changedLocked(now);
        return old;
    }

    final synchronized byte[] xattrNames(Caller caller) {
        return xattrs == null ? NO_NAMES : xattrs.list(caller);
    }
}
