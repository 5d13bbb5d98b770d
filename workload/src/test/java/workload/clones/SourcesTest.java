package workload.clones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.phase.PhaseException;

/** What the bulk copies are made from is whole. */
class SourcesTest {
    @TempDir
    Path temporary;

    private Path tree() {
        return temporary.resolve("sources/whole");
    }

    private static void make(Path path, String content) throws IOException {
        Files.writeString(Files.createDirectory(path).resolve("file"), content);
    }

    @Test
    void aTreeThatWasLeftInTheMiddleIsMadeAfresh() throws Exception {
        assertThatThrownBy(() -> Sources.made(tree(), path -> {
            make(path, "half");
            throw new PhaseException("killed");
        })).hasMessage("killed");
        assertThat(tree()).doesNotExist();
        assertThat(Sources.made(tree(), path -> make(path, "all"))).isEqualTo(tree());
        assertThat(tree().resolve("file")).hasContent("all");
    }

    @Test
    void aWholeTreeIsMadeOnce() throws Exception {
        Sources.made(tree(), path -> make(path, "once"));
        Sources.made(tree(), path -> make(path, "twice"));
        assertThat(tree().resolve("file")).hasContent("once");
    }
}
