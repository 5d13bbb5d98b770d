package workload.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import workload.os.StatusReader;

/** Figures of a server's processes together: the one that was started, and others that come and go. */
final class ServerReader implements AutoCloseable {
    private final StatusReader first;
    private final Supplier<long[]> otherPids;
    private final List<Other> others = new ArrayList<>();

    private record Other(long pid, StatusReader status) {}

    ServerReader(long pid, Supplier<long[]> otherPids) throws IOException {
        this.first = new StatusReader(pid);
        this.otherPids = otherPids;
    }

    /** Reads all anew; fails when the first is gone. */
    void refresh() throws IOException {
        first.refresh();
        long[] pids = otherPids.get();
        for (long pid : pids) {
            open(pid);
        }
        for (Other other : List.copyOf(others)) {
            refresh(other);
        }
    }

    private void open(long pid) {
        if (others.stream().noneMatch(other -> other.pid() == pid)) {
            try {
                others.add(new Other(pid, new StatusReader(pid)));
            } catch (IOException _) {
                return; // It has ended since it was looked up.
            }
        }
    }

    private void refresh(Other other) throws IOException {
        try {
            other.status().refresh();
        } catch (IOException _) {
            others.remove(other);
            other.status().close();
        }
    }

    /** The sum of a line such as {@code VmRSS:}. */
    long bytes(String field) {
        long sum = first.bytes(field);
        for (Other other : others) {
            sum += other.status().bytes(field);
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        first.close();
        for (Other other : others) {
            other.status().close();
        }
    }
}
