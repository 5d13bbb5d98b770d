package memfs.posix;

/** What {@link Thread} lacks. */
public final class Threads {
    private Threads() {}

    /** Waits until a thread has ended, also when the caller is interrupted, whose interrupted status stays set; it may not have been started. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
