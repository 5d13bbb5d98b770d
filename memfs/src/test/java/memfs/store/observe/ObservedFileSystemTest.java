package memfs.store.observe;

import static memfs.testing.Errnos.assertErrno;
import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.observe.Observations.LatencyCount;
import memfs.store.observe.Observations.OperationFigures;
import memfs.store.observe.Observations.SizeCount;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ObservedFileSystemTest {
    private final ObservedFileSystem fs = new ObservedFileSystem(
            new MemFileSystem(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)));

    @AfterEach
    void close() {
        fs.close();
    }

    private OperationFigures figures(Operation operation) {
        return fs.snapshot().operations().get(operation);
    }

    @Test
    void whatWasNotCalledIsNotThere() {
        assertThat(fs.snapshot()).isEqualTo(new Observations(Map.of(), List.of(), List.of()));
    }

    @Test
    void countsCallsAndErrors() {
        fs.mkdir(Caller.ROOT, FileSystem.ROOT, Name.of("a"), 0755);
        assertErrno(Errno.EEXIST, () -> fs.mkdir(Caller.ROOT, FileSystem.ROOT, Name.of("a"), 0755));
        fs.lookup(Caller.ROOT, FileSystem.ROOT, Name.of("absent"));

        assertThat(figures(Operation.MKDIR).count()).isEqualTo(2);
        assertThat(figures(Operation.MKDIR).errors()).isEqualTo(1);
        assertThat(figures(Operation.LOOKUP).errors()).isZero();
        assertThat(figures(Operation.MKDIR).latencies().stream().mapToLong(LatencyCount::count).sum()).isEqualTo(2);
        assertThat(figures(Operation.MKDIR).maxNanos()).isGreaterThanOrEqualTo(figures(Operation.MKDIR).minNanos());
    }

    @Test
    void countsBytesAndExactSizes() {
        OpenFile fh = fs.create(Caller.ROOT, FileSystem.ROOT, Name.of("f"), 0644, OpenFlags.O_RDWR).file();
        for (int size : new int[]{4107, 4107, 10}) {
            fs.write(Caller.ROOT, fh, filled(size, 1), 0, 0);
        }
        fs.read(fh, filled(5000, 0), 0);
        fs.release(fh);

        assertThat(figures(Operation.WRITE).bytes()).isEqualTo(2 * 4107 + 10);
        assertThat(figures(Operation.READ).bytes()).isEqualTo(4107);
        assertThat(fs.snapshot().writeSizes()).containsExactly(new SizeCount(10, 1), new SizeCount(4107, 2));
        assertThat(fs.snapshot().readSizes()).containsExactly(new SizeCount(5000, 1));
    }

    @Test
    void losesNothingFromShortLivedThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            threads.add(Thread.ofPlatform().start(() -> fs.getattr(FileSystem.ROOT)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(figures(Operation.GETATTR).count()).isEqualTo(500);
    }

    @Test
    void aSnapshotIsPlainJson() {
        fs.statfs();
        JsonNode json = JsonMapper.shared().valueToTree(fs.snapshot());

        assertThat(json.at("/operations/STATFS/count").asLong()).isEqualTo(1);
        assertThat(json.at("/operations/STATFS/latencies/0/count").asLong()).isEqualTo(1);
    }
}
