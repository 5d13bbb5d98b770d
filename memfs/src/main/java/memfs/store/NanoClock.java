package memfs.store;

/** The file system's clock, injected so that tests can stop it. */
@FunctionalInterface
public interface NanoClock {

    /** Nanoseconds since the epoch. */
    long nanos();
}
