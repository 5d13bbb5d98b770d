package memfs.mount;

/** Why nothing was mounted: one sentence for people, which says the next step. */
public final class MountException extends Exception {

    public MountException(String sentence) {
        super(sentence);
    }

    public MountException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
