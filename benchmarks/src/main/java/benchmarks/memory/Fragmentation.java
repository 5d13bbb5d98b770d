package benchmarks.memory;

import java.io.IOException;

import workload.memory.Steps;

/** Whether memory that is free between what is used grows with the time: random operations on a full tree. */
final class Fragmentation implements Work {

    private static final long SEED = 4;
    private static final int SAMPLES = 100;

    @Override
    public void run(Bench bench) throws IOException {
        int operations = bench.scale().fragmentationOperations();
        int pace = Math.max(1, operations / SAMPLES);
        RandomFiles files = new RandomFiles(bench, bench.scale().liveBytes(), SEED);
        bench.record(Steps.EMPTY, 0, 0, bench.probe().lookSettled());
        files.fill();
        bench.record(Steps.FILLED, 0, files.bytes(), bench.probe().look());
        long start = System.nanoTime();
        bench.ticker().repeat("operations", operations, n -> {
            files.operate();
            if ((n + 1) % pace == 0) {
                bench.record(Steps.RUN, n + 1, files.bytes(), (System.nanoTime() - start) / 1e9);
            }
        });
        files.deleteAll();
        bench.record(Steps.REMOVED, operations, 0, bench.probe().lookSettled());
    }
}
