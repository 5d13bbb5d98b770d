package benchmarks.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import benchmarks.client.Syscalls;
import workload.memory.Scale;
import workload.memory.Steps;
import workload.phase.Caches;

/** What an empty file costs beyond its name: a great many in directories of 1,000, made, counted and removed. */
final class Inodes implements Work {

    private static final int WARM_UP_FILES = 2_000;

    @Override
    public void run(Bench bench) throws IOException {
        Files warmUp = new Files(bench, Math.min(WARM_UP_FILES, bench.scale().files()));
        warmUp.create("warm up");
        warmUp.remove("warm up");
        Caches.dropDentries();
        Files files = new Files(bench, bench.scale().files());
        look(bench, Steps.EMPTY, 0, 0);
        files.create("create files");
        look(bench, Steps.CREATED, files.count, files.nameBytes());
        files.remove("remove files");
        look(bench, Steps.REMOVED, files.count, 0);
    }

    private static void look(Bench bench, String step, long count, long bytes) throws IOException {
        bench.record(step, count, bytes, bench.probe().lookSettled());
        bench.record(step + Steps.COLLECTED, count, bytes, bench.probe().lookAfterCollection());
    }

    /** The files of one turn, by their number. */
    private static final class Files {
        private final Syscalls calls;
        private final Bench bench;
        private final PathBuffer paths;
        private final int count;

        Files(Bench bench, int count) {
            this.bench = bench;
            this.count = count;
            calls = bench.calls();
            paths = bench.paths();
        }

        private static int place(int n) {
            return n % Scale.FILES_PER_DIRECTORY;
        }

        private static String directory(int n) {
            return SourceNames.directory(n / Scale.FILES_PER_DIRECTORY);
        }

        private static String path(int n) {
            return directory(n) + "/" + SourceNames.of(place(n));
        }

        void create(String name) throws IOException {
            bench.ticker().repeat(name, count, n -> {
                if (place(n) == 0) {
                    calls.mkdir(paths.of(directory(n)));
                }
                bench.createEmpty(paths.of(path(n)));
            });
        }

        void remove(String name) throws IOException {
            bench.ticker().repeat(name, count, n -> {
                calls.unlink(paths.of(path(n)));
                if (place(n + 1) == 0 || n + 1 == count) {
                    calls.rmdir(paths.of(directory(n)));
                }
            });
        }

        /** Of the files and the directories. */
        long nameBytes() {
            long bytes = 0;
            for (int n = 0; n < count; n++) {
                bytes += length(SourceNames.of(place(n))) + (place(n) == 0 ? length(directory(n)) : 0);
            }
            return bytes;
        }

        private static int length(String name) {
            return name.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
