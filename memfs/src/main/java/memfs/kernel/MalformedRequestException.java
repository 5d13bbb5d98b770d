package memfs.kernel;

/** A request that is shorter than its opcode needs, or names something outside of itself. */
final class MalformedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedRequestException(String what) {
        super(what, null, false, false);
    }
}
