package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Whether freed memory is given back, every time: many bytes written and deleted, over and over. */
final class Churn implements Work {
    static final String EMPTY = "empty";
    static final String WRITTEN = "written";
    static final String DELETED = "deleted";

    private static final long MOST_A_FILE = 64 * Scale.MIB;

    @Override
    public void run(Bench bench) throws IOException {
        PathBuffer paths = bench.paths();
        MemorySegment data = bench.data(Scale.MIB);
        long bytes = bench.scale().churnBytes();
        int files = (int) Math.max(1, bytes / MOST_A_FILE);
        long fileBytes = bytes / files;
        bench.record(EMPTY, 0, 0, bench.probe().lookSettled());
        bench.ticker().repeat("write and delete", bench.scale().churnRounds(), round -> {
            for (int n = 0; n < files; n++) {
                try (ClientFile file = bench.create(paths.of("churn" + n))) {
                    file.write(data, fileBytes);
                }
            }
            bench.record(WRITTEN, round + 1, files * fileBytes, bench.probe().look());
            for (int n = 0; n < files; n++) {
                bench.calls().unlink(paths.of("churn" + n));
            }
            bench.record(DELETED, round + 1, 0, bench.probe().lookSettled());
        });
    }
}
