package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.Reason;
import workload.micro.Sample;

class SuiteCsvTest {
    @Test
    void everySampleIsARowAndWhatWasLeftOutTellsWhy() {
        List<Sample> samples = List.of(
                new Sample("append 8 MiB by 4,107", Condition.UNPINNED, "memfs:a=1,b", 2, 3, 2000, 0.5, 0.25, Map.of()),
                new Sample("walk", Condition.COUNTED, "memfs", 1, 1, 10, 1, 0, Map.of("LOOKUP", 7L, "READ", 3L)));

        assertThat(SuiteCsv.of(samples, List.of(new Gap("append 64 MiB by 512", "tmpfs", Reason.NO_ROOM))))
                .isEqualTo("""
                        work,variant,target,round,shot,units,us_each,ms,server_cpu_us_each,messages,note
                        "append 8 MiB by 4,107",unpinned,"memfs:a=1,b",2,3,2000,0.5,1.0,0.25,,
                        walk,counted,memfs,1,1,10,1.0,0.01,0.0,10,
                        append 64 MiB by 512,,tmpfs,,,,,,,,"%s"
                        """.formatted(Reason.NO_ROOM));
    }
}
