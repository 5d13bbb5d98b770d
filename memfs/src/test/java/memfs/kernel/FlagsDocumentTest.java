package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/** Holds the flags of the handshake and the tables of {@code docs/kernel-transport.md} together. */
class FlagsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs",
            "kernel-transport.md");

    /** The names in the first column of the table below a heading. */
    private static Set<String> table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        Set<String> names = new TreeSet<>();
        lines.subList(lines.indexOf(heading), lines.size()).stream().dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|")).map(line -> line.split("\\|")[1].strip())
                .flatMap(cell -> Arrays.stream(cell.split(", "))).filter(Handshake.FLAGS::contains).forEach(names::add);
        return names;
    }

    private static Set<String> askedFor() {
        Set<String> names = new TreeSet<>(Negotiations.flags(Conversation.options(Set.of(), 1, 1, 0)));
        names.addAll(Negotiations.flags(Conversation.options(EnumSet.allOf(Feature.class), 1, 1, 0)));
        names.addAll(Negotiations.flagsOverRing(Conversation.options(Set.of(Feature.PASSTHROUGH), 1, 1, 0)));
        return names;
    }

    @Test
    void everyFlagAskedForHasItsReason() throws IOException {
        assertThat(table("### Requested flags")).isEqualTo(askedFor());
    }

    @Test
    void everyOtherFlagHasItsReason() throws IOException {
        Set<String> others = new TreeSet<>(Handshake.FLAGS);
        others.removeAll(askedFor());
        assertThat(table("### Flags not requested")).isEqualTo(others);
    }
}
