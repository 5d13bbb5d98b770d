package benchmarks.client;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import memfs.posix.OpenFlags;

/** What the size of a read costs: from the server, from the kernel's cache, and here and there in the file. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadSize {
    private static final int PAGE = 4096;
    private static final long SEED = 1;

    /** One file and room for what is read. */
    @State(Scope.Thread)
    public static class OneFile {
        private TransferPlan plan;
        private Syscalls calls;
        private Phases phases;
        private MemorySegment path;
        private MemorySegment data;

        /** Warms up on small reads of a small file, which compile the client. */
        @Setup(Level.Trial)
        public void prepare(Client client) {
            plan = new TransferPlan(client.settings);
            calls = client.calls;
            phases = new Phases(client.settings);
            path = client.path("file");
            data = calls.buffer(TransferPlan.LARGEST_CALL).fill((byte) 'x');
            if (write(1)) {
                for (int size : plan.sizes(1)) {
                    read(new Transfer(Transfer.WARM_READ, 1, size));
                    readRandom(pages(1));
                }
                calls.unlink(path);
            }
        }

        /** Makes the file; false where there is no room for it. */
        private boolean write(int mib) {
            boolean isWhole = FullTarget.tolerate(() -> {
                int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_CREAT | OpenFlags.O_WRONLY);
                calls.closeAfter(fd, () -> append(fd, mib));
            });
            if (!isWhole) {
                calls.unlink(path);
            }
            return isWhole;
        }

        private void append(int fd, int mib) {
            for (int i = 0; i < mib; i++) {
                calls.write(fd, data, TransferPlan.MIB);
            }
        }

        private void measure(int mib) {
            if (!write(mib)) {
                phases.leaveOut(new Transfer(Transfer.COLD_READ, mib, TransferPlan.MIB).toString(), Reason.NO_ROOM);
                return;
            }
            for (int size : plan.sizes(mib)) {
                Transfer cold = new Transfer(Transfer.COLD_READ, mib, size);
                timeCold(cold, () -> read(cold));
                Transfer warm = new Transfer(Transfer.WARM_READ, mib, size);
                read(warm);
                phases.time(warm.toString(), warm.calls(), () -> read(warm));
            }
            List<Integer> pages = pages(mib);
            timeCold(new Transfer(Transfer.COLD_RANDOM, mib, PAGE), () -> readRandom(pages));
            read(new Transfer(Transfer.WARM_READ, mib, TransferPlan.MIB));
            phases.time(new Transfer(Transfer.WARM_RANDOM, mib, PAGE).toString(), pages.size(),
                    () -> readRandom(pages));
            calls.unlink(path);
        }

        private void timeCold(Transfer transfer, Runnable work) {
            if (phases.dropPages()) {
                phases.time(transfer.toString(), transfer.calls(), work);
            } else {
                phases.leaveOut(transfer.toString(), Reason.NOT_ROOT);
            }
        }

        /** Each page once; the same order in every run. */
        private static List<Integer> pages(int mib) {
            List<Integer> pages = IntStream.range(0, mib * TransferPlan.MIB / PAGE).boxed()
                    .collect(Collectors.toList());
            Collections.shuffle(pages, new Random(SEED));
            return List.copyOf(pages);
        }

        private void readRandom(List<Integer> pages) {
            int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_RDONLY);
            for (int page : pages) {
                if (calls.read(fd, data, PAGE, (long) page * PAGE) != PAGE) {
                    throw new IllegalStateException("the file has no page " + page);
                }
            }
            calls.close(fd);
        }

        private void read(Transfer transfer) {
            int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_RDONLY);
            long left = (long) transfer.mib() * TransferPlan.MIB;
            for (long got = 1; got > 0;) {
                got = calls.read(fd, data, transfer.size());
                left -= got;
            }
            calls.close(fd);
            if (left != 0) {
                throw new IllegalStateException("the file is shorter or longer than written by " + left + " bytes");
            }
        }
    }

    @Benchmark
    public void files(OneFile file) {
        for (int mib : file.plan.files()) {
            file.measure(mib);
        }
    }
}
