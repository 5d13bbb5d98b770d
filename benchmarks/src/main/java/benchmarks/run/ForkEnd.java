package benchmarks.run;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import workload.phase.Cancellation;

/** Ends the JVM that JMH has forked, and any that it forks later, from a cancel until its close: JMH itself can't be told. */
final class ForkEnd implements AutoCloseable {
    private static final long AGAIN_MILLIS = 50;

    private final Set<ProcessHandle> others = children();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Cancellation.Registration registration;

    /** What we have started before this is left alone. */
    ForkEnd(Cancellation cancellation) {
        registration = cancellation.onCancel(() -> Thread.ofVirtual().start(this::killUntilClosed));
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    private void killUntilClosed() {
        try {
            do {
                children().stream().filter(child -> !others.contains(child)).forEach(ProcessHandle::destroyForcibly);
            } while (!closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        registration.close();
    }
}
