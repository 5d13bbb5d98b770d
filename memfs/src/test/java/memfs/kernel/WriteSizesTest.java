package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.sys.Programs;
import memfs.sys.WallClock;

class WriteSizesTest {
    private static final int REGULAR = 0100644;
    private static final int GIT = 100;
    private static final int THREAD_OF_GIT = 101;
    /** TASK_COMM_LEN without its NUL. */
    private static final int LONGEST_NAME = 15;

    @TempDir
    private Path proc;

    private WriteSizes sizes;

    @BeforeEach
    void processes() throws IOException {
        process(GIT, GIT, "git");
        process(THREAD_OF_GIT, GIT, "worker");
        sizes = new WriteSizes(new Programs(proc));
    }

    private void process(int pid, int group, String name) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(folder.resolve("comm"), name + "\n", StandardCharsets.ISO_8859_1);
        Files.writeString(folder.resolve("status"), "Name:\tx\nUmask:\t0022\nTgid:\t" + group + "\n");
    }

    private Conversation kernel() {
        Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                Conversation.options(Set.of(Feature.NO_OPEN), 1, 1, 0), Optional.of(sizes));
        Requests requests = new Requests();
        kernel.ask(requests.initExtended(45, -1, -1));
        kernel.ask(requests.mknod(1, "f", REGULAR, 0, 0));
        return kernel;
    }

    private static void write(Conversation kernel, int pid, int bytes) {
        kernel.body(new Requests(0, 0, pid).write(2, 0, 0, new byte[bytes]));
    }

    @Test
    void countsExactSizesByTheProgramOfTheRequestsThread() {
        try (Conversation kernel = kernel()) {
            write(kernel, GIT, 4107);
            write(kernel, THREAD_OF_GIT, 4107);
            write(kernel, THREAD_OF_GIT, 4096);
            kernel.assertNothingLeaks();
        }
        assertThat(sizes.snapshot()).isEqualTo(Map.of("git", Map.of(4096, 1L, 4107, 2L)));
    }

    @Test
    void aPidThatIsUsedAgainIsAnotherProgram() throws IOException {
        try (Conversation kernel = kernel()) {
            write(kernel, GIT, 1);
            process(GIT, GIT, "cc1");
            write(kernel, GIT, 2);
            kernel.assertNothingLeaks();
        }
        assertThat(sizes.snapshot()).isEqualTo(Map.of("git", Map.of(1, 1L), "cc1", Map.of(2, 1L)));
    }

    @Test
    void namesWhoCannotBeNamed() {
        try (Conversation kernel = kernel()) {
            write(kernel, 0, 8192);
            write(kernel, 999, 3);
            kernel.assertNothingLeaks();
        }
        assertThat(sizes.snapshot())
                .isEqualTo(Map.of("(kernel writeback)", Map.of(8192, 1L), "(name not known)", Map.of(3, 1L)));
    }

    @Test
    void noProgramCanBeTakenForOneWithoutAName() throws IOException {
        process(GIT, GIT, "kernel");
        try (Conversation kernel = kernel()) {
            write(kernel, GIT, 1);
            kernel.assertNothingLeaks();
        }
        assertThat(sizes.snapshot()).containsOnlyKeys("kernel");
        assertThat(Programs.KERNEL.length()).isGreaterThan(LONGEST_NAME);
        assertThat(Programs.UNKNOWN.length()).isGreaterThan(LONGEST_NAME);
        assertThat(WriteSizes.OTHERS.length()).isGreaterThan(LONGEST_NAME);
    }

    @Test
    void namesMayHaveAnyBytes() throws IOException {
        Programs programs = new Programs(proc);
        process(GIT, GIT, "Web Content\\ \u00c3\u00bc\u00ff");
        assertThat(programs.of(GIT)).isEqualTo("Web Content\\ \u00fc\ufffd");
        process(GIT, GIT, "first\nTgid:\t7");
        assertThat(programs.of(GIT)).isEqualTo("first");
        process(GIT, GIT, "");
        assertThat(programs.of(GIT)).isEqualTo(Programs.UNKNOWN);
    }

    @Test
    void manyProgramsTakeNoMoreMemory() throws IOException {
        for (int i = 0; i <= WriteSizes.MOST_PROGRAMS; i++) {
            process(GIT, GIT, "p" + i);
            sizes.add(GIT, 1);
        }
        process(GIT, GIT, "p0");
        sizes.add(GIT, 1);
        assertThat(sizes.snapshot()).hasSize(WriteSizes.MOST_PROGRAMS + 1).containsEntry("p0", Map.of(1, 2L))
                .containsEntry(WriteSizes.OTHERS, Map.of(1, 1L));
    }

    @Test
    void refusedWritesDoNotCount() {
        try (Conversation kernel = kernel()) {
            assertThat(Replies.error(kernel.ask(new Requests(0, 0, GIT).write(99, 0, 0, new byte[5])))).isNotZero();
            kernel.assertNothingLeaks();
        }
        assertThat(sizes.snapshot()).isEmpty();
    }
}
