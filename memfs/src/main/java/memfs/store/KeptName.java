package memfs.store;

/** A name that never changes: the only kind that may be kept. A directory keeps a kind of its own. */
public non-sealed class KeptName extends Name {
    private final byte[] bytes;
    private final int hash;

    /** The array becomes the name's own. */
    KeptName(byte[] bytes, int hash) {
        this.bytes = bytes;
        this.hash = hash;
    }

    /** The same name; with the same bytes in memory where those are kept already. */
    protected KeptName(Name other) {
        this(other.keptBytes(), other.hashCode());
    }

    @Override
    final byte[] array() {
        return bytes;
    }

    @Override
    final byte[] keptBytes() {
        return bytes;
    }

    @Override
    public final int length() {
        return bytes.length;
    }

    @Override
    public final int hashCode() {
        return hash;
    }
}
