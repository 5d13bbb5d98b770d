package benchmarks.client;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

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

/** What the size of a write costs: files appended to, and overwritten, piece by piece. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WriteSize {

    /** One file and the bytes to fill it with. */
    @State(Scope.Thread)
    public static class OneFile extends TransferFile {
        private static final int WARM_UPS = 4;

        /** Warms up on small writes, which compile the client, and on the largest file, which fills the server's pool. */
        @Setup(Level.Trial)
        public void prepare(Client client) {
            use(client);
            for (int i = 0; i < WARM_UPS; i++) {
                warmUp(new Transfer(Transfer.APPEND, 1, plan.sizes(1)[0]));
            }
            warmUp(new Transfer(Transfer.APPEND, plan.files()[plan.files().length - 1], Transfer.MIB));
        }

        private void warmUp(Transfer append) {
            FullTarget.tolerate(() -> {
                int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_CREAT | OpenFlags.O_WRONLY);
                calls.closeAfter(fd, () -> write(fd, append));
            });
            calls.unlink(path);
        }

        private void write(int fd, Transfer transfer) {
            int writes = transfer.calls();
            for (int i = 0; i < writes; i++) {
                calls.write(fd, data, transfer.size());
            }
        }

        private void measure(Transfer append) {
            boolean isThere = hasRoom(append, OpenFlags.O_CREAT | OpenFlags.O_TRUNC | OpenFlags.O_APPEND);
            if (plan.overwrites() && isThere) {
                hasRoom(append.overwrite(), 0);
            } else if (plan.overwrites()) {
                phases.leaveOut(append.overwrite().toString(), Reason.NO_ROOM);
            }
            calls.unlink(path);
        }

        private boolean hasRoom(Transfer transfer, int flags) {
            return phases.fits(transfer.toString(), () -> time(transfer, flags));
        }

        /** The file of an append that isn't made can't be overwritten either; a quick run's overwrites share a row. */
        private void leaveOut() {
            for (Transfer append : plan.leftOut()) {
                phases.leaveOut(append.toString(), Reason.COPIES);
                if (plan.overwrites()) {
                    phases.leaveOut(append.overwrite().toString(), Reason.COPIES);
                }
            }
            if (!plan.overwrites()) {
                phases.leaveOut("every overwrite", Reason.QUICK);
            }
        }

        private void time(Transfer transfer, int flags) {
            int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_WRONLY | flags);
            try {
                phases.time(transfer.toString(), transfer.calls(), () -> write(fd, transfer));
            } catch (UncheckedIOException e) {
                FullTarget.tolerate(() -> calls.close(fd));
                throw e;
            }
            phases.time(transfer.close().toString(), 1, () -> calls.close(fd));
            int again = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_WRONLY);
            calls.closeAfter(again, () -> phases.time(transfer.fsync().toString(), 1, () -> calls.fsync(again)));
        }
    }

    @Benchmark
    public void files(OneFile file) {
        file.plan.appends().forEach(file::measure);
        file.leaveOut();
    }
}
