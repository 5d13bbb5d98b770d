package benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work that is timed must be done, and a walk that misses an entry must not be a time. */
class TreeTest {
    @TempDir
    private Path directory;
    private Client client;

    @BeforeEach
    void open() {
        new ClientSettings(directory, OptionalInt.empty(), OptionalLong.empty(), null,
                new ClientSettings.Load(false, 1, false)).jvmArguments()
                .forEach(argument -> System.setProperty(name(argument), value(argument)));
        client = new Client();
    }

    private static String name(String argument) {
        return argument.substring("-D".length(), argument.indexOf('='));
    }

    private static String value(String argument) {
        return argument.substring(argument.indexOf('=') + 1);
    }

    @AfterEach
    void close() {
        client.close();
        Stream.of("directory", "divisor").forEach(name -> System.clearProperty("benchmark." + name));
    }

    @Test
    void filesAreSpreadEvenlyAndWritten() throws IOException {
        new Tree(client, 3, 9).create();

        for (int i = 0; i < 3; i++) {
            try (Stream<Path> files = Files.list(directory.resolve("tree/directory" + i))) {
                assertThat(files).hasSize(3).allMatch(file -> file.toFile().length() == 4096);
            }
        }
    }

    @Test
    void aWalkSeesEveryEntryOfDirectoriesLargerThanOneListing() {
        Tree tree = new Tree(client, 2, 3_000);
        tree.create();
        tree.walk();

        assertThat(tree.entries()).isEqualTo(3_002);
    }

    @Test
    void aWalkThatMissesAnEntryFails() throws IOException {
        Tree tree = new Tree(client, 2, 4);
        tree.create();
        Files.delete(directory.resolve("tree/directory0/file1"));

        assertThatThrownBy(tree::walk).hasMessage("the walk saw 5 of 6 entries");
    }

    @Test
    void removeLeavesNothing() {
        Tree tree = new Tree(client, 2, 4);
        tree.create();
        tree.remove();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFailedCallSaysWhich() {
        assertThatThrownBy(() -> client.calls.unlink(client.path("missing"))).hasMessageContaining("unlinkat")
                .hasMessageContaining("ENOENT");
    }

    @Test
    void aListingThatMissesAFileFails() throws IOException {
        FlatDirectory flat = new FlatDirectory(client, 10, 2);
        flat.make();
        flat.growTo(10);
        flat.createProbes();
        flat.list();
        Files.delete(directory.resolve("flat/file3"));

        assertThatThrownBy(flat::list).hasMessage("the listing has 13 of 14 entries");
    }

    @Test
    void everyAbsentNameIsAskedForOnce() throws IOException {
        FlatDirectory flat = new FlatDirectory(client, 0, 2);
        flat.make();
        flat.inventAbsent();
        flat.lookUpAbsent();
        Files.createFile(directory.resolve("flat/absent2"));
        flat.inventAbsent();

        assertThatThrownBy(flat::lookUpAbsent).hasMessageContaining("found what should not be there");
    }
}
