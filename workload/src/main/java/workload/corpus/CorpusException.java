package workload.corpus;

/** There is no corpus to be had; the message is one clear sentence with the next step. */
public final class CorpusException extends Exception {
    public CorpusException(String message) {
        super(message);
    }

    public CorpusException(String message, Throwable cause) {
        super(message, cause);
    }
}
