package memfs.store;

/** The file system's clock, injected so that tests can stop it. */
@FunctionalInterface
public interface NanoClock {

    /**
     * Nanoseconds since the epoch: a long holds every time that the system's clock can show, since the kernel counts it in
     * one too.
     */
    long nanos();
}
