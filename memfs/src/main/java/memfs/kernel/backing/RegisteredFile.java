package memfs.kernel.backing;

import memfs.sys.UnnamedFile;

/** A backing file with the id under which the kernel knows it. */
public final class RegisteredFile extends UnnamedBackingFile {
    private final Backings owner;
    private final int id;

    RegisteredFile(Backings owner, UnnamedFile file, int id) {
        super(file);
        this.owner = owner;
        this.id = id;
    }

    /** For the reply to an open: above 0. */
    public int id() {
        return id;
    }

    @Override
    protected void free(UnnamedFile freed) {
        owner.free(freed, id);
    }
}
