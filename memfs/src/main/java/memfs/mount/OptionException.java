package memfs.mount;

/** An option that can't be understood, or contradicts another one: one sentence for people. */
public final class OptionException extends IllegalArgumentException {

    public OptionException(String sentence) {
        super(sentence);
    }
}
