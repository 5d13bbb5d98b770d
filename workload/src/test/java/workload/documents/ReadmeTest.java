package workload.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

/** People finish the README. */
class ReadmeTest {
    private static final int MOST_WORDS = 1000;

    @Test
    void itIsShortUpToReadOn() throws IOException {
        String text = Files.readString(Documents.HOME.resolve("README.md"));
        assertThat(text).containsOnlyOnce("\n## Read on\n");
        String shown = text.substring(0, text.indexOf("\n## Read on\n")).replaceAll("(?s)<!--.*?-->", "");

        assertThat(List.of(shown.split("\\s+"))).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }
}
