package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

import workload.memory.Figures;
import workload.memory.Scale;
import workload.memory.Steps;

/** What a file costs that is almost only a hole: 1 TiB by one truncate, then 1 MiB written at its end. */
final class Sparse implements Work {

    private static final long SIZE = 1L << 40;
    private static final int WARM_UPS = 3;

    @Override
    public void run(Bench bench) throws IOException {
        MemorySegment file = bench.paths().of("sparse");
        MemorySegment data = bench.data(Scale.MIB);
        bench.ticker().repeat("warm up", WARM_UPS, _ -> warmUp(bench, file, data));
        bench.record(Steps.EMPTY, 0, 0, bench.probe().lookSettled());
        try (ClientFile open = bench.create(file)) {
            open.truncate(SIZE);
            record(bench, Steps.TRUNCATED, file);
            open.write(data, Scale.MIB, SIZE - Scale.MIB);
            record(bench, Steps.WRITTEN_AT_END, file);
        }
        bench.calls().unlink(file);
        bench.record(Steps.REMOVED, 1, 0, bench.probe().lookSettled());
    }

    /** The look writes back: only then st_blocks are those of the data. */
    private static void record(Bench bench, String step, MemorySegment file) throws IOException {
        Figures figures = bench.probe().look();
        bench.record(step, 1, bench.calls().allocatedBytes(file), figures);
    }

    /** The same once, small: code that is loaded for it isn't what the file costs. */
    private static void warmUp(Bench bench, MemorySegment file, MemorySegment data) throws IOException {
        try (ClientFile open = bench.create(file)) {
            open.truncate(2 * Scale.MIB);
            open.write(data, Scale.MIB, Scale.MIB);
            bench.calls().allocatedBytes(file);
        }
        bench.calls().unlink(file);
        bench.probe().look();
    }
}
