package workload.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import workload.micro.SampleIndex.Row;
import workload.stats.Stats;

class SampleIndexTest {
    private static final Row CREATE = new Row("create", Condition.UNPINNED, "memfs");

    static Sample sample(String work, String target, int round, double micros) {
        return new Sample(work, Condition.UNPINNED, target, round, 1, 1, micros, 0, Map.of());
    }

    @Test
    void ratiosAreTakenWithinARound() {
        SampleIndex index = new SampleIndex(List.of(sample("create", "tmpfs", 1, 1), sample("create", "memfs", 1, 3),
                sample("create", "tmpfs", 2, 10), sample("create", "memfs", 2, 20), sample("create", "tmpfs", 3, 2),
                sample("create", "memfs", 3, 8)));

        // Of the medians it would be 8 / 2.
        assertThat(index.ratio(CREATE, CREATE.on("tmpfs"))).contains(new Stats(3, 3, 2, 4));
    }

    private static Sample shot(String target, int round, int shot, double micros) {
        return new Sample("create", Condition.UNPINNED, target, round, shot, 1, micros, 0, Map.of());
    }

    @Test
    void aRoundsShotsCountByTheirMedianSinceTargetsHaveDifferentNumbersOfThem() {
        SampleIndex index = new SampleIndex(List.of(shot("tmpfs", 1, 1, 1), shot("tmpfs", 1, 2, 2),
                shot("tmpfs", 1, 3, 90), shot("memfs", 1, 1, 8), shot("tmpfs", 2, 1, 10), shot("tmpfs", 2, 2, 20),
                shot("tmpfs", 2, 3, 10), shot("memfs", 2, 1, 20)));

        // Shot by shot it would be 8 / 1 and 20 / 10; and a second round's first shot has the number of a first round's.
        assertThat(index.ratio(CREATE, CREATE.on("tmpfs"))).contains(new Stats(2, 3, 2, 4));
        assertThat(index.stats(CREATE.on("tmpfs"), Sample::micros)).contains(new Stats(6, 10, 1, 90));
    }

    @Test
    void aRoundThatOnlyOneTargetHasCountsForNoRatio() {
        SampleIndex index = new SampleIndex(List.of(sample("create", "tmpfs", 1, 1), sample("create", "memfs", 1, 3),
                sample("create", "memfs", 2, 100)));

        assertThat(index.ratio(CREATE, CREATE.on("tmpfs"))).contains(new Stats(1, 3, 3, 3));
        assertThat(index.ratio(CREATE, CREATE.on("disk"))).isEmpty();
    }

    @Test
    void aTargetWithoutOptionsIsItsKindsFirst() {
        SampleIndex index = new SampleIndex(List.of(sample("create", "memfs-jnr", 1, 1),
                sample("create", "memfs:io_uring=off", 1, 1), sample("create", "memfs", 1, 1),
                sample("create", "disk:a", 1, 1), sample("create", "disk:b", 1, 1)));

        assertThat(index.target("memfs")).contains("memfs");
        assertThat(index.target("disk")).contains("disk:a");
        assertThat(index.target("tmpfs")).isEmpty();
    }

    @Test
    void conditionsAreKeptApart() {
        SampleIndex index = new SampleIndex(List.of(sample("create", "memfs", 1, 3),
                new Sample("create", Condition.PINNED, "memfs", 1, 1, 1, 2, 0, Map.of())));

        assertThat(index.stats(CREATE, Sample::micros)).contains(new Stats(1, 3, 3, 3));
        assertThat(index.conditions()).containsExactly(Condition.UNPINNED, Condition.PINNED);
    }

    @Test
    void whatGrowsIsComparedToItsFirst() {
        SampleIndex index = new SampleIndex(List.of(sample("create, at 10 files", "memfs", 1, 1),
                sample("unlink, at 10 files", "memfs", 1, 1), sample("create, at 1,000 files", "memfs", 1, 1),
                sample("remove 1,000", "memfs", 1, 1)));

        assertThat(index.firstOfFamily("create, at 1,000 files")).contains("create, at 10 files");
        assertThat(index.firstOfFamily("create, at 10 files")).isEmpty();
        assertThat(index.firstOfFamily("remove 1,000")).isEmpty();
    }
}
