package memfs.store;

import java.time.Instant;

/** The file system's clock, injected so that tests can stop it: nanoseconds since the epoch. */
@FunctionalInterface
public interface NanoClock {

    /** The system's wall clock, CLOCK_REALTIME. */
    NanoClock SYSTEM = () -> {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    };

    long nanos();
}
