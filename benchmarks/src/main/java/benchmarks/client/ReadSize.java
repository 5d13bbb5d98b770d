package benchmarks.client;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import memfs.posix.OpenFlags;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import workload.micro.Reason;
import workload.micro.Transfer;

/** What the size of a read costs: from the server, from the kernel's cache, and here and there in the file. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadSize {
    private static final int PAGE = 4096;
    private static final long SEED = 1;

    /** One file and room for what is read. */
    @State(Scope.Thread)
    public static class OneFile extends TransferFile {
        /** Of the file, as long as it is open. */
        private int fd;

        /** Warms up on small reads of a small file, which compile the client. */
        @Setup(Level.Trial)
        public void prepare(Client client) {
            use(client);
            if (write(1)) {
                for (int size : plan.sizes(1)) {
                    warmUp(() -> read(new Transfer(Transfer.WARM_READ, 1, size)));
                    warmUp(() -> readRandom(pages(1)));
                }
                calls.unlink(path);
            }
        }

        /** Makes the file; false where there is no room for it. */
        private boolean write(int mib) {
            boolean isWhole = FullTarget.tolerate(() -> {
                int created = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_CREAT | OpenFlags.O_WRONLY);
                calls.closeAfter(created, () -> append(created, mib));
            });
            if (!isWhole) {
                calls.unlink(path);
            }
            return isWhole;
        }

        private void append(int created, int mib) {
            for (int i = 0; i < mib; i++) {
                calls.write(created, data, Transfer.MIB);
            }
        }

        private void measure(int mib) {
            if (!write(mib)) {
                plan.reads(mib, PAGE).forEach(read -> phases.leaveOut(read.toString(), Reason.NO_ROOM));
                return;
            }
            List<Integer> pages = pages(mib);
            plan.reads(mib, PAGE)
                    .forEach(read -> measure(read, read.isRandom() ? () -> readRandom(pages) : () -> read(read)));
            calls.unlink(path);
        }

        private void measure(Transfer transfer, Runnable reads) {
            if (transfer.isCold() && !phases.dropPages()) {
                phases.leaveOut(transfer.toString(), Reason.NOT_ROOT);
                return;
            }
            if (!transfer.isCold()) {
                warmUp(() -> read(transfer));
            }
            time(transfer, reads);
        }

        /** Open and close belong to the throughput, but are none of the calls whose size is measured. */
        private void time(Transfer transfer, Runnable reads) {
            phases.time(transfer.open().toString(), 1, this::open);
            phases.time(transfer.toString(), transfer.calls(), reads);
            phases.time(transfer.close().toString(), 1, this::close);
        }

        private void warmUp(Runnable reads) {
            open();
            reads.run();
            close();
        }

        private void open() {
            fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_RDONLY);
        }

        private void close() {
            calls.close(fd);
        }

        /** Each page once; the same order in every run. */
        private static List<Integer> pages(int mib) {
            List<Integer> pages = IntStream.range(0, mib * Transfer.MIB / PAGE).boxed().collect(Collectors.toList());
            Collections.shuffle(pages, new Random(SEED));
            return List.copyOf(pages);
        }

        private void readRandom(List<Integer> pages) {
            for (int page : pages) {
                check(calls.read(fd, data, PAGE, (long) page * PAGE), PAGE);
            }
        }

        /** Stops at the length that is known: a read that only finds the end is none of those that are counted. */
        private void read(Transfer transfer) {
            for (long left = transfer.bytes(); left > 0; left -= transfer.size()) {
                check(calls.read(fd, data, transfer.size()), Math.min(left, transfer.size()));
            }
        }

        /** A short read would need one more, which nobody counts. */
        private static void check(long got, long expected) {
            if (got != expected) {
                throw new IllegalStateException("a read got " + got + " of " + expected + " bytes");
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
