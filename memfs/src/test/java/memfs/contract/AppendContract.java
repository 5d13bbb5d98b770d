package memfs.contract;

import static memfs.posix.OpenFlags.O_APPEND;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.SEEK_SET;
import static memfs.testing.Posix.fcntlSetFlags;
import static memfs.testing.Posix.lseek;
import static memfs.testing.Posix.truncate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.testing.Posix;

/** write(2) on a descriptor opened with O_APPEND. */
abstract class AppendContract extends Contract {
    @Test
    void goesToTheEndWhateverTheOffset() {
        int fd = open(file("f", "abc"), O_RDWR | O_APPEND);
        lseek(fd, 0, SEEK_SET);
        write(fd, "def");
        assertThat(content(at("f"))).isEqualTo("abcdef");
    }

    @Test
    void goesToTheEndThatAnotherMade() {
        String path = emptyFile("f");
        int one = open(path, O_WRONLY | O_APPEND);
        int other = open(path, O_WRONLY | O_APPEND);
        write(one, "1");
        write(other, "2");
        write(one, "3");
        assertThat(content(path)).isEqualTo("123");
    }

    @Test
    @Except(target = "memfs-data", because = "the kernel opens the backing file with the flags of open(2), and fcntl(2) doesn't clear them there", shows = "helloJ!")
    void endsWhenTheFlagIsCleared() {
        int fd = open(file("f", "hello"), O_RDWR | O_APPEND);
        fcntlSetFlags(fd, 0);
        lseek(fd, 0, SEEK_SET);
        write(fd, "J");
        fcntlSetFlags(fd, O_APPEND);
        lseek(fd, 0, SEEK_SET);
        write(fd, "!");
        assertThat(content(at("f"))).isEqualTo("Jello!");
    }

    @Test
    void startsAgainAfterATruncate() {
        int fd = open(file("f", "abc"), O_RDWR | O_APPEND);
        truncate(at("f"), 0);
        write(fd, "new");
        assertThat(content(at("f"))).isEqualTo("new");
    }

    @Test
    void byFourThreadsLosesNothing() throws InterruptedException {
        String path = emptyFile("f");
        int lines = 250;
        List<Thread> writers = IntStream.range(0, 4).mapToObj(i -> appender(path, "line of thread " + i + "\n", lines))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
        List<String> found = content(path).lines().toList();
        assertThat(found).hasSize(4 * lines);
        assertThat(found.stream().collect(Collectors.groupingBy(line -> line, Collectors.counting())).values())
                .containsOnly((long) lines);
    }

    private Thread appender(String path, String line, int times) {
        int fd = open(path, O_WRONLY | O_APPEND);
        return Thread.ofPlatform().start(() -> {
            for (int i = 0; i < times; i++) {
                Posix.write(fd, bytes(line));
            }
        });
    }
}
