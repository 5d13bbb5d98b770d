package memfs.jnr;

import memfs.posix.Caller;
import memfs.store.FileSystem;
import memfs.store.HandleTable;
import memfs.store.KeptName;
import memfs.store.Name;

/** Link, unlink and rename, which to libfuse is also the way to keep an unlinked file that is open. */
final class LinkCallbacks {
    private final FileSystem fileSystem;
    private final JnrOptions options;
    private final Callbacks callbacks;
    private final PathWalker walker;
    private final ParkedFiles parked;
    private final HandleTable handles;
    private final AttributeCallbacks attributes;

    LinkCallbacks(FileSystem fileSystem, JnrOptions options, Callbacks callbacks, PathWalker walker,
            ParkedFiles parked, HandleTable handles, AttributeCallbacks attributes) {
        this.fileSystem = fileSystem;
        this.options = options;
        this.callbacks = callbacks;
        this.walker = walker;
        this.parked = parked;
        this.handles = handles;
        this.attributes = attributes;
    }

    int link(String path, String newPath) {
        return callbacks.create("link", newPath, (caller, parent, name) -> walker.at(caller, path, found -> {
            attributes.expectLink(found.ino());
            return fileSystem.link(caller, found.ino(), parent, name);
        }));
    }

    int unlink(String path) {
        return callbacks.change("unlink", path, (caller, parent, name) -> {
            if (!parked.remove(parent, name)) {
                fileSystem.unlink(caller, parent, name);
            }
        });
    }

    int rename(String path, String newPath) {
        return callbacks.change("rename", path,
                (caller, parent, name) -> walker.in(caller, newPath, (newParent, newName) -> {
                    if (parent == newParent && isHide(caller, parent, name, newName)) {
                        hide(caller, parent, name, newName);
                    } else {
                        fileSystem.rename(caller, parent, name, newParent, newName, 0);
                    }
                    return 0;
                }));
    }

    /** Whether libfuse asks, not a user: with a single thread it hides only what really is open. */
    private boolean isHide(Caller caller, long parent, Name name, Name newName) {
        return ParkedFiles.isHidden(newName) && (!options.singleThread() || isOpen(caller, parent, name))
                && parked.isNewFromLibfuse(newName);
    }

    private boolean isOpen(Caller caller, long parent, Name name) {
        long ino = walker.lookup(caller, parent, name).ino();
        walker.unpin(ino);
        return handles.isOpen(ino);
    }

    /**
     * Unlinks a file that libfuse takes for open, and keeps it reachable under its hidden name while it really is.
     *
     * <p>
     * RELEASE comes some time after close(2), and libfuse counts a file as open until the callback release has returned: a
     * hide of a file that is no longer open is only an unlink. libfuse may never use such a name again.
     */
    private void hide(Caller caller, long parent, Name name, KeptName hidden) {
        long ino = walker.lookup(caller, parent, name).ino();
        boolean unlinked = false;
        try {
            fileSystem.unlink(caller, parent, name);
            parked.park(parent, hidden, ino);
            unlinked = true;
        } finally {
            if (!unlinked) {
                fileSystem.forget(ino, 1);
            }
        }
        // Checked after parking, so that a release in between is not missed: one of the two removes.
        if (!handles.isOpen(ino)) {
            parked.remove(ino);
        }
    }
}
