package benchmarks.memory;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import memfs.posix.OpenFlags;
import workload.memory.Scale;

/** Files that random operations create, append to, truncate, punch and delete; the same ones for the same seed. */
final class RandomFiles {
    private static final double MOST_A_WRITE = 4 * Scale.MIB;

    private final Bench bench;
    private final PathBuffer paths;
    private final MemorySegment data;
    private final long mostBytes;
    private final SplittableRandom random;
    private final List<File> files = new ArrayList<>();
    private long bytes;
    private long created;

    /** One that is there now. */
    private static final class File {
        private final String name;
        private long size;

        File(String name) {
            this.name = name;
        }
    }

    /**
     * @param mostBytes
     *            of all files; what would be more is deleted
     */
    RandomFiles(Bench bench, long mostBytes, long seed) {
        this.bench = bench;
        this.mostBytes = mostBytes;
        paths = bench.paths();
        data = bench.data(Scale.MIB);
        random = new SplittableRandom(seed);
    }

    /** The sizes of all files, holes too. */
    long bytes() {
        return bytes;
    }

    /** Creates until the bytes are as many as they may be: growth from then on isn't the tree's. */
    void fill() {
        while (bytes < mostBytes) {
            create();
        }
        shrink();
    }

    void operate() {
        int dice = random.nextInt(100);
        if (files.isEmpty() || dice < 30) {
            create();
        } else if (dice < 55) {
            append(any());
        } else if (dice < 70) {
            truncate(any());
        } else if (dice < 80) {
            punch(any());
        } else {
            delete();
        }
        shrink();
    }

    void deleteAll() {
        while (!files.isEmpty()) {
            delete();
        }
    }

    private void shrink() {
        while (bytes > mostBytes) {
            delete();
        }
    }

    private File any() {
        return files.get(random.nextInt(files.size()));
    }

    /** As many small writes as large ones: log-uniform from 1 byte to 4 MiB. */
    private long length() {
        return (long) Math.exp(random.nextDouble() * Math.log(MOST_A_WRITE));
    }

    private void create() {
        File file = new File("file" + created++);
        long length = length();
        try (ClientFile open = bench.create(paths.of(file.name))) {
            open.write(data, length);
        }
        files.add(file);
        resize(file, length);
    }

    private void append(File file) {
        long length = length();
        try (ClientFile open = bench.open(paths.of(file.name), OpenFlags.O_APPEND)) {
            open.write(data, length);
        }
        resize(file, file.size + length);
    }

    private void truncate(File file) {
        long size = random.nextLong(file.size + 1);
        try (ClientFile open = bench.open(paths.of(file.name), 0)) {
            open.truncate(size);
        }
        resize(file, size);
    }

    private void punch(File file) {
        if (file.size == 0) {
            return; // A hole has at least one byte: EINVAL otherwise.
        }
        long start = random.nextLong(file.size);
        try (ClientFile open = bench.open(paths.of(file.name), 0)) {
            open.punch(start, 1 + random.nextLong(file.size - start));
        }
    }

    /** The last file takes the place of the one that goes. */
    private void delete() {
        int place = random.nextInt(files.size());
        File file = files.get(place);
        bench.calls().unlink(paths.of(file.name));
        resize(file, 0);
        files.set(place, files.getLast());
        files.removeLast();
    }

    private void resize(File file, long size) {
        bytes += size - file.size;
        file.size = size;
    }
}
