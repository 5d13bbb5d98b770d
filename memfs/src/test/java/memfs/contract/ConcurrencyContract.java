package memfs.contract;

import static memfs.posix.Errno.EEXIST;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mkdir;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Errno;

/** Several threads at work in one directory. */
abstract class ConcurrencyContract extends Contract {
    private static final int THREADS = 4;
    private static final int ROUNDS = 100;

    /** Runs a job in several threads at once, waits for all, and fails with what failed in any. */
    private static void inThreads(IntConsumer job) {
        CompletableFuture.allOf(IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> job.accept(thread), Thread.ofPlatform()::start))
                .toArray(CompletableFuture[]::new)).join();
    }

    private long count(String folder) {
        int fd = open(folder, O_RDONLY);
        long count = 0;
        for (int found = getdents(fd, 4096).size(); found > 0; found = getdents(fd, 4096).size()) {
            count += found;
        }
        return count - 2;
    }

    @Test
    void createsAndRemovesLoseNothing() {
        inThreads(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                file(thread + "-" + i, "content of " + thread);
                if (i % 2 == 0) {
                    unlink(at(thread + "-" + i));
                }
            }
        });
        assertThat(count(dir)).isEqualTo(THREADS * ROUNDS / 2);
        assertThat(content(at("3-99"))).isEqualTo("content of 3");
    }

    @Test
    void removalsRightAfterACloseLeaveNothing() {
        inThreads(thread -> {
            for (int i = 0; i < 5 * ROUNDS; i++) {
                String folder = directory(thread + "-" + i);
                unlink(file(thread + "-" + i + "/f", "x"));
                rmdir(folder);
            }
        });
        assertThat(count(dir)).isZero();
    }

    @Test
    void anExclusiveNameHasOneWinner() {
        AtomicInteger winners = new AtomicInteger();
        inThreads(_ -> {
            for (int i = 0; i < ROUNDS; i++) {
                String path = at("f" + i);
                Errno failure = errnoOf(() -> create(path));
                assertThat(failure).isIn(null, EEXIST);
                winners.addAndGet(failure == null ? 1 : 0);
            }
        });
        assertThat(winners).hasValue(ROUNDS);
    }

    @Test
    void directoriesMovedAboutKeepTheirLinkCounts() {
        directory("left");
        directory("right");
        inThreads(thread -> {
            mkdir(at("left/" + thread), 0755);
            for (int i = 0; i < ROUNDS; i++) {
                rename(at("left/" + thread), at("right/" + thread));
                rename(at("right/" + thread), at("left/" + thread));
            }
            rename(at("left/" + thread), at("right/" + thread));
        });
        assertThat(lstat(at("left")).nlink()).isEqualTo(2);
        assertThat(lstat(at("right")).nlink()).isEqualTo(2 + THREADS);
        assertThat(count(at("right"))).isEqualTo(THREADS);
    }

    @Test
    void linksAreCountedExactly() {
        String path = emptyFile("f");
        inThreads(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                link(path, at(thread + "-" + i));
            }
        });
        assertThat(lstat(path).nlink()).isEqualTo(1 + THREADS * ROUNDS);
    }

    @Test
    void writesToDisjointPlacesAllArrive() {
        int fd = create(at("f"));
        int piece = 1000;
        inThreads(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                pwrite(fd, String.valueOf(thread).repeat(piece), (long) (i * THREADS + thread) * piece);
            }
        });
        String expected = IntStream.range(0, THREADS).mapToObj(thread -> String.valueOf(thread).repeat(piece))
                .collect(Collectors.joining()).repeat(ROUNDS);
        assertThat(pread(fd, expected.length() + 1, 0)).isEqualTo(expected);
    }
}
