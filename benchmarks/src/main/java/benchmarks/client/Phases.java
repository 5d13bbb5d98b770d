package benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import workload.micro.Reason;
import workload.phase.Caches;

/** Times the parts of a shot, each on its own; {@link MountProfiler} passes them on. */
final class Phases {
    /** Of the iteration under way; JMH gives profilers no other way to them. */
    private static final List<TimedPart> TIMED = new ArrayList<>();

    private final Path directory;
    private final ServerFigures server;

    Phases(ClientSettings settings) {
        directory = settings.directory();
        server = new ServerFigures(settings);
    }

    /** Nothing stands between the work and the two clock reads. */
    void time(String name, long units, Runnable work) {
        Map<String, Long> messages = server.messages();
        long cpu = server.cpuNanos();
        long start = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - start;
        long used = server.cpuNanos() - cpu;
        TIMED.add(new TimedPart(name, units, nanos, used, ServerFigures.difference(messages, server.messages())));
    }

    /**
     * Does work of several phases that is worth something as a whole only.
     *
     * @return false where there was no room for it, whichever call found out: then its row tells so, and none of its
     *         phases stays
     */
    boolean fits(String name, Runnable work) {
        int before = TIMED.size();
        boolean fits = FullTarget.tolerate(work);
        if (!fits) {
            TIMED.subList(before, TIMED.size()).clear();
            leaveOut(name, Reason.NO_ROOM);
        }
        return fits;
    }

    /**
     * Times work that means something only where the kernel's caches are empty.
     *
     * @param isCold
     *            whether they could be dropped, just before
     */
    void timeCold(boolean isCold, String name, long units, Runnable work) {
        if (isCold) {
            time(name, units, work);
        } else {
            leaveOut(name, Reason.NOT_ROOT);
        }
    }

    /** Tells of work that isn't done here, and why: nothing is left out in silence. */
    void leaveOut(String name, Reason reason) {
        TIMED.add(new TimedPart(name, 0, reason.ordinal(), 0, Map.of()));
    }

    /**
     * Drops the kernel's dentries, inodes and cached pages, what is dirty having been written back.
     *
     * @return false where we may not
     */
    boolean dropPages() {
        // Dentries first: an inode that they hold would keep its pages.
        return dropCaches() && dropPageCache();
    }

    /** Documentation/admin-guide/sysctl/vm.rst. */
    private static boolean dropPageCache() {
        try {
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "1\n");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Drops the kernel's dentries and inodes, what is dirty having been written back, and lets the server forget them.
     *
     * @return false where we may not
     */
    boolean dropCaches() {
        try {
            Caches.writeBack(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean dropped = Caches.dropDentries();
        server.awaitIdle();
        return dropped;
    }

    static List<TimedPart> take() {
        List<TimedPart> taken = List.copyOf(TIMED);
        TIMED.clear();
        return taken;
    }
}
