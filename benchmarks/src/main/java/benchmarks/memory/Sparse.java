package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** What a file costs that is almost only a hole: 1 TiB by one truncate, then 1 MiB written at its end. */
final class Sparse implements Work {
    static final String EMPTY = "empty";
    static final String TRUNCATED = "truncate to 1 TiB";
    static final String WRITTEN = "1 MiB written at its end";
    static final String REMOVED = "removed";

    private static final long SIZE = 1L << 40;
    private static final int WARM_UPS = 3;

    @Override
    public void run(Bench bench) throws IOException {
        MemorySegment file = bench.paths().of("sparse");
        MemorySegment data = bench.data(Scale.MIB);
        bench.ticker().repeat("warm up", WARM_UPS, _ -> warmUp(bench, file, data));
        bench.record(EMPTY, 0, 0, bench.probe().lookSettled());
        int fd = bench.openNew(file);
        bench.calls().truncate(fd, SIZE);
        bench.record(TRUNCATED, 1, bench.calls().allocatedBytes(file), bench.probe().lookSettled());
        bench.calls().write(fd, data, Scale.MIB, SIZE - Scale.MIB);
        Figures written = bench.probe().lookSettled();
        bench.record(WRITTEN, 1, bench.calls().allocatedBytes(file), written);
        bench.calls().close(fd);
        bench.calls().unlink(file);
        bench.record(REMOVED, 1, 0, bench.probe().lookSettled());
    }

    /** The same once, small: code that is loaded for it isn't what the file costs. */
    private static void warmUp(Bench bench, MemorySegment file, MemorySegment data) throws IOException {
        int fd = bench.openNew(file);
        bench.calls().truncate(fd, 2 * Scale.MIB);
        bench.calls().write(fd, data, Scale.MIB, Scale.MIB);
        bench.calls().allocatedBytes(file);
        bench.calls().close(fd);
        bench.calls().unlink(file);
        bench.probe().look();
    }
}
