package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

import memfs.posix.OpenFlags;
import workload.memory.Steps;
import workload.study.OriginalStudy;

/** How long a file takes to grow by the writes that the 2017 study saw git do. */
final class Appends implements Work {

    @Override
    public void run(Bench bench) throws IOException {
        long[] sizes = bench.scale().appended();
        append(bench, sizes[0]);
        for (int repetition = 0; repetition < bench.scale().appendRepetitions(); repetition++) {
            for (long size : sizes) {
                double seconds = append(bench, size);
                bench.record(Steps.APPENDED, appends(size), (long) appends(size) * OriginalStudy.PIECE, seconds);
            }
        }
    }

    private static int appends(long size) {
        return (int) ((size + OriginalStudy.PIECE - 1) / OriginalStudy.PIECE);
    }

    /** Creates, times and removes a file of at least a size; the seconds that the writes took. */
    private static double append(Bench bench, long size) throws IOException {
        MemorySegment file = bench.paths().of("appended");
        MemorySegment data = bench.data(OriginalStudy.PIECE);
        double seconds;
        try (ClientFile open = bench.open(file, OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_APPEND)) {
            seconds = bench.ticker().repeat("append " + size / 1024 + " KiB", appends(size),
                    _ -> open.write(data, OriginalStudy.PIECE));
        }
        bench.calls().unlink(file);
        return seconds;
    }
}
