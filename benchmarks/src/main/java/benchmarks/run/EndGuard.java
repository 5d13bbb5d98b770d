package benchmarks.run;

import workload.target.OpenTarget;
import workload.target.TargetException;

/** Closes a target however we end: in order, or by Ctrl-C in the middle. */
final class EndGuard implements AutoCloseable {
    private final OpenTarget target;
    private final Thread hook = new Thread(this::closeAtExit);

    EndGuard(OpenTarget target) {
        this.target = target;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void closeAtExit() {
        try {
            target.close();
        } catch (TargetException e) {
            System.err.println("benchmark.sh micro: " + e.getMessage());
        }
    }

    @Override
    public void close() throws TargetException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return; // The end has begun, and the hook does it.
        }
        target.close();
    }
}
