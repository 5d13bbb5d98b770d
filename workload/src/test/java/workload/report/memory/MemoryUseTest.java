package workload.report.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import workload.study.MemorySample;
import workload.study.ServerMemory;
import workload.study.Trials;

/** Of a trial whose build ends after 3,000.000001 ms and whose removal, as its samples tell, began before. */
class MemoryUseTest {
    private static MemoryUse sampledAt(long... millis) {
        return new MemoryUse(Trials.ok(Trials.key("redis", "memfs", 1)), LongStream.of(millis)
                .mapToObj(at -> sample(at, "", null)).toList());
    }

    private static MemorySample sample(long millis, String phase, ServerMemory told) {
        return new MemorySample(millis, phase, millis, 0, 0, 0, 0, null, told);
    }

    @Test
    void aSampleOfTheRemovalIsNotTakenForOneOfTheTree() {
        assertThat(sampledAt(1000, 2900, 3100).afterBuild()).map(MemorySample::elapsedMillis).hasValue(2900L);
    }

    @Test
    void withoutARemainderThereIsNoFigureOfIt() {
        MemoryUse use = sampledAt(1000);

        assertThat(use.secondsAfterRemove()).isNaN();
        assertThat(use.heldAfterRemove()).isNaN();
        assertThat(use.offHeapLiveAfterRemove()).isNaN();
        assertThat(use.pointsAfterRemove()).isEmpty();
    }

    @Test
    void theEndIsTheLastSampleAndTheServersLastWord() {
        String after = MemorySample.AFTER_REMOVE;
        MemoryUse use = new MemoryUse(Trials.ok(Trials.key("redis", "memfs", 1)),
                List.of(sample(2000, "", new ServerMemory(9, 9, 9, 9)),
                        sample(2005, after, new ServerMemory(1, 2, 7, 8)),
                        sample(3005, after, new ServerMemory(1, 2, 3, 4)), sample(3105, after, null)));

        assertThat(use.secondsAfterRemove()).isEqualTo(3.1);
        assertThat(use.heldAfterRemove()).isEqualTo(3105);
        assertThat(use.offHeapLiveAfterRemove()).isEqualTo(3);
        assertThat(use.greatest(ServerMemory::heapUsedBytes)).isEqualTo(9);
    }
}
