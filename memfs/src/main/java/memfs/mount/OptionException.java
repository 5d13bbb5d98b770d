package memfs.mount;

/** An option that is invalid, or contradicts another one: one sentence for the user. */
public final class OptionException extends IllegalArgumentException {

    public OptionException(String sentence) {
        super(sentence);
    }
}
