package workload.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.page.Page;

class ExperimentSectionTest {
    private static final long MIB = 1 << 20;

    private final List<Reading> rows = new ArrayList<>();
    @TempDir
    private Path folder;

    private void row(String step, long count, long bytes, Double seconds, Object... figures) {
        Map<Quantity, Long> held = new EnumMap<>(Quantity.class);
        for (int i = 0; i < figures.length; i += 2) {
            held.put((Quantity) figures[i], (Long) figures[i + 1]);
        }
        rows.add(new Reading("memfs", step, count, bytes, seconds, new Figures(held)));
    }

    private String text(String experiment) throws IOException {
        Page page = new Page(folder);
        ExperimentSection.of(experiment, rows).add(page);
        return page.markdown();
    }

    private void inodes(long heap) {
        row("empty", 0, 0, null, Quantity.RSS, 10 * MIB);
        row("empty, collected", 0, 0, null, Quantity.HEAP_USED, 5000L, Quantity.OFF_HEAP_LIVE, 100L);
        row("created", 1000, 12_000, null, Quantity.RSS, 10 * MIB + 500_000);
        row("created, collected", 1000, 12_000, null, Quantity.HEAP_USED, 5000L + heap, Quantity.OFF_HEAP_LIVE, 100L);
    }

    @Test
    void anInodeIsItsHeapAndBlocksLessItsName() throws IOException {
        inodes(262_000);

        assertThat(text("inodes"))
                .contains("| memfs | 1,000 | 12.0 | 250 | 262 | 0 | 500 |");
    }

    @Test
    void anInodeOfMoreBytesHasThem() throws IOException {
        inodes(262_001 + 1000);

        assertThat(text("inodes")).contains("| 251 | 263 |");
    }

    @Test
    void aRunThatBrokeOffShowsWhatThereIs() throws IOException {
        inodes(1);
        rows.removeLast();

        assertThat(text("inodes")).contains("| memfs | 1,000 | 12.0 | – | 500 |");
    }

    @Test
    void churnComparesTheLastRoundWithTheFirst() throws IOException {
        row("empty", 0, 0, null, Quantity.RSS, 50 * MIB);
        row("deleted", 1, 0, null, Quantity.RSS, 100 * MIB);
        row("deleted", 2, 0, null, Quantity.RSS, 200 * MIB);
        row("deleted", 3, 0, null, Quantity.RSS, 106 * MIB);

        assertThat(text("churn")).contains("| 100 | 106 | 6.00 |", "(churn.png)");
    }

    @Test
    void fragmentationComparesQuarters() throws IOException {
        for (int i = 1; i <= 8; i++) {
            row("run", i * 100L, 10 * MIB, i * 0.5, Quantity.OFF_HEAP_LIVE, 10 * MIB, Quantity.OFF_HEAP_RESERVED,
                    (i <= 4 ? 10 : 11) * MIB, Quantity.RSS_ANON, 20 * MIB);
        }

        assertThat(text("fragmentation"))
                .contains("| memfs | 800 | 720,000 | 10.0 | 10.0 | 1.000 | 1.100 | 10.0 | 2.000 | 2.000 | 0 |");
    }

    @Test
    void appendsAreFittedOnlyWhereThereAreEnoughSizes() throws IOException {
        row("appended", 1, MIB, 1.0);
        row("appended", 2, 2 * MIB, 4.0);
        assertThat(AppendsSection.fit(rows)).isEmpty();

        row("appended", 4, 4 * MIB, 16.0);
        row("appended", 4, 4 * MIB, 16.0);
        assertThat(text("contiguous")).contains("| memfs | 4.00 | 4 | 2 | 16.0 | 16.0 | 16.0 | 16.0 |")
                .contains("| memfs | 1,000 |");
    }

    @Test
    void aHoleHasAllItsFigures() throws IOException {
        row("empty", 0, 0, null, Quantity.RSS, 50 * MIB, Quantity.OFF_HEAP_LIVE, 0L);
        row("1 MiB written at its end", 1, MIB, null, Quantity.RSS, 53 * MIB, Quantity.OFF_HEAP_LIVE, MIB);

        assertThat(text("sparse")).contains("| 1.00 | 3.00 | 1.00 |");
    }
}
