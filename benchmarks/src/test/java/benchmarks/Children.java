package benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Processes that a run under test has started. */
public final class Children {
    /** A fork of JMH. */
    public static final String FORK = "org.openjdk.jmh.runner.ForkedMain";
    /** A server of ours. */
    public static final String SERVER = "--exit-on-stdin-eof";

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Children() {}

    /** Waits until a fork runs: then its server is ready. Who needs it finds out when it never comes. */
    public static void awaitFork() {
        Instant end = Instant.now().plus(DEADLINE);
        while (running(FORK).isEmpty() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** One whose command line has a word. */
    public static Optional<ProcessHandle> running(String word) {
        return ProcessHandle.current().descendants().filter(process -> commandLine(process).contains(word))
                .findFirst();
    }

    /** ProcessHandle's own is empty for one as long as JMH's. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // It has ended meanwhile.
        }
    }
}
