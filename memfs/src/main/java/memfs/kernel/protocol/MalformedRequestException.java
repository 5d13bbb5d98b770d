package memfs.kernel.protocol;

/** A request that is shorter than its opcode needs, or names something outside of itself. */
public final class MalformedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedRequestException(String what) {
        super(what, null, false, false);
    }
}
