package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

import workload.memory.Scale;
import workload.memory.Steps;

/** Whether freed memory is given back, every time: many bytes written and deleted, over and over. */
final class Churn implements Work {

    private static final long MOST_A_FILE = 64 * Scale.MIB;

    @Override
    public void run(Bench bench) throws IOException {
        PathBuffer paths = bench.paths();
        MemorySegment data = bench.data(Scale.MIB);
        long bytes = bench.scale().churnBytes();
        int files = (int) Math.max(1, bytes / MOST_A_FILE);
        long fileBytes = bytes / files;
        bench.record(Steps.EMPTY, 0, 0, bench.probe().lookSettled());
        bench.ticker().repeat("write and delete", bench.scale().churnRounds(), round -> {
            for (int n = 0; n < files; n++) {
                try (ClientFile file = bench.create(paths.of("churn" + n))) {
                    file.write(data, fileBytes);
                }
            }
            bench.record(Steps.WRITTEN, round + 1, files * fileBytes, bench.probe().look());
            for (int n = 0; n < files; n++) {
                bench.calls().unlink(paths.of("churn" + n));
            }
            bench.record(Steps.DELETED, round + 1, 0, bench.probe().lookSettled());
        });
    }
}
