package workload.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.page.Page;

class TransferSectionTest {
    private static final String CONTIGUOUS = "memfs:content=contiguous";
    private static final String NULL = "memfs:content=null";

    private final List<Sample> samples = new ArrayList<>();
    @TempDir
    private Path folder;

    private void add(Transfer transfer, String target, int round, double millis) {
        int calls = transfer.mib() * Transfer.MIB / transfer.size();
        samples.add(
                new Sample(transfer.toString(), Condition.UNPINNED, target, round, 1, calls, millis * 1000 / calls, 0,
                        Map.of()));
    }

    /** A write with its close and fsync. */
    private void write(int mib, int size, String target, int round, double millis, double close) {
        Transfer append = new Transfer(Transfer.APPEND, mib, size);
        add(append, target, round, millis);
        samples.add(new Sample(append.close().toString(), Condition.UNPINNED, target, round, 1, 1, close * 1000, 0,
                Map.of()));
        samples.add(new Sample(append.fsync().toString(), Condition.UNPINNED, target, round, 1, 1, 3000, 0, Map.of()));
    }

    private String text() throws IOException {
        TransferIndex index = new TransferIndex(new SampleIndex(samples), Condition.UNPINNED);
        Page page = new Page(folder);
        new TransferSection(index).add(page);
        return page.markdown();
    }

    @Test
    void theCloseIsPartOfAThroughputButNotOfACallsCost() throws IOException {
        write(8, Transfer.MIB, "memfs", 1, 60, 20);

        assertThat(text()).contains("#### append, a file of 8 MiB\n",
                "| call, bytes | target | n | MiB/s | µs a call | close, ms | fsync after it, ms |",
                "| 1,048,576 | memfs | 1 | 100 | 7,500 | 20.0 | 3.00 |");
    }

    @Test
    void aWriteWhoseCloseFoundNoRoomHasNoThroughput() throws IOException {
        write(8, Transfer.MIB, "memfs", 1, 60, 20);
        samples.removeIf(sample -> sample.work().startsWith("close"));

        assertThat(text()).contains("| call, bytes | target | n | µs a call |");
    }

    @Test
    void piecesAreComparedWithLargeWritesWithinARound() throws IOException {
        write(8, Transfer.MIB, "memfs", 1, 10, 0);
        write(8, 4107, "memfs", 1, 20, 0);
        write(8, Transfer.MIB, "memfs", 2, 30, 0);
        write(8, 4107, "memfs", 2, 40, 0);

        assertThat(text()).contains("| file, MiB | target | n | MiB/s by 4,107 ÷ by 1 MiB |",
                "| 8 | memfs | 2 | 0.625 | 0.500 to 0.750 |");
    }

    @Test
    void everyTargetsAndFilesPiecesAreComparedWithLargeWrites() throws IOException {
        for (int round = 1; round <= 3; round++) {
            write(16, Transfer.MIB, CONTIGUOUS, round, 20, 0);
            write(16, 4107, CONTIGUOUS, round, 1000 * round, 0);
            write(16, Transfer.MIB, "memfs", round, 10, 10);
            write(16, 4107, "memfs", round, 20, 5);
            write(8, Transfer.MIB, "memfs", round, 10, 0);
            write(8, 4107, "memfs", round, 100, 0);
        }

        assertThat(text()).contains("#### Pieces of 4,107 bytes against 1 MiB",
                "| 8 | memfs | 3 | 0.100 | 0.100 to 0.100 |", "| 16 | memfs | 3 | 0.800 | 0.800 to 0.800 |",
                "| 16 | memfs:content=contiguous | 3 | 0.0100 | 0.00667 to 0.0200 |", "(append-16-throughput.png)");
    }

    @Test
    void aCloseBelongsToTheWriteOfItsOwnShot() throws IOException {
        shot(1, 10, 10);
        shot(2, 60, 20);
        shot(3, 30, 10);

        assertThat(text()).contains("| 1,048,576 | memfs | 3 | 200 |");
    }

    private void shot(int shot, double millis, double close) {
        Transfer append = new Transfer(Transfer.APPEND, 8, Transfer.MIB);
        samples.add(new Sample(append.toString(), Condition.UNPINNED, "memfs", 1, shot, 8, millis * 125, 0, Map.of()));
        samples.add(new Sample(append.close().toString(), Condition.UNPINNED, "memfs", 1, shot, 1, close * 1000, 0,
                Map.of()));
    }

    @Test
    void chartsAreDrawnWithAndWithoutBarsAndBand() throws IOException {
        for (int round = 1; round <= 3; round++) {
            for (int size : new int[]{4096, 4107, Transfer.MIB}) {
                write(8, size, "tmpfs", round, 10 + round, 0);
                write(8, size, NULL, round, 20 + round, 0);
                write(8, size, "memfs", round, 1e5 / size + 30 + round, 0);
            }
        }

        assertThat(text()).contains("append-8-throughput.png", "append-8-cost.png", "99.9 %")
                .doesNotContain("Against the size of the file");
    }

    @Test
    void copyingAppendsAreFitted() throws IOException {
        for (int mib : new int[]{1, 2, 4, 8}) {
            write(mib, 4107, CONTIGUOUS, 1, 50 * mib * mib + 10 * mib, 0);
            write(mib, 4107, "memfs", 1, 10 * mib, 0);
        }

        assertThat(text()).contains("| memfs:content=contiguous | 50.0 | 10.0 | 1.000 | 97.6 |", "(growth.png)");
    }

    @Test
    void openAndCloseArePartOfAReadsThroughputButNotOfACallsCost() throws IOException {
        read(new Transfer(Transfer.COLD_READ, 8, Transfer.MIB), 60, 15, 5);
        read(new Transfer(Transfer.COLD_RANDOM, 8, 4096), 700, 60, 40);

        assertThat(text()).contains(
                "| call, bytes | target | n | MiB/s | µs a call | open, ms | close, ms |",
                "| 1,048,576 | memfs | 1 | 100 | 7,500 | 15.0 | 5.00 |",
                "#### cold random read, a file of 8 MiB", "| 4,096 | memfs | 1 | 10.0 | 342 | 60.0 | 40.0 |");
    }

    /** A read with its open and close, ms. */
    private void read(Transfer read, double millis, double open, double close) {
        add(read, "memfs", 1, millis);
        samples.add(new Sample(read.open().toString(), Condition.UNPINNED, "memfs", 1, 1, 1, open * 1000, 0, Map.of()));
        samples.add(
                new Sample(read.close().toString(), Condition.UNPINNED, "memfs", 1, 1, 1, close * 1000, 0, Map.of()));
    }
}
