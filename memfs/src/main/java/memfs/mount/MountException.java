package memfs.mount;

/** Why nothing was mounted: one sentence for the user, with the next step. */
public final class MountException extends Exception {

    public MountException(String sentence) {
        super(sentence);
    }

    public MountException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
