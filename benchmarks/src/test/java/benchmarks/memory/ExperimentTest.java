package benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;
import workload.memory.Scale;
import workload.target.TargetException;
import workload.target.TargetSpec;

class ExperimentTest {
    private static List<String> arms(String target) throws TargetException {
        return Experiment.CONTIGUOUS.arms(TargetSpec.parse(List.of(target)).getFirst()).stream()
                .map(TargetSpec::toString).toList();
    }

    @Test
    void contentsAreComparedWithoutTheWriteBackCache() throws TargetException {
        assertThat(arms("memfs")).containsExactly("memfs:content=paged", "memfs:content=contiguous");
        assertThat(arms("memfs:writeback_cache,size=1g,content=paged")).containsExactly("memfs:size=1g,content=paged",
                "memfs:size=1g,content=contiguous");
        assertThat(arms("memfs:profile=fast").getLast())
                .isEqualTo("memfs:profile=fast,content=contiguous,nowriteback_cache");
        assertThat(arms("tmpfs")).containsExactly("tmpfs");
    }

    @Test
    void anUnknownExperimentIsRefusedWithTheKnownOnes() {
        assertThat(Experiment.parse("churn")).isEqualTo(Experiment.CHURN);
        assertThatThrownBy(() -> Experiment.parse("leak")).isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("fragmentation");
    }

    @Test
    void namesInADirectoryDifferAndAreAsLongAsRealOnes() {
        Set<String> names = new HashSet<>();
        long length = 0;
        for (int n = 0; n < Scale.FILES_PER_DIRECTORY; n++) {
            names.add(SourceNames.of(n));
            length += SourceNames.of(n).length();
        }

        assertThat(names).hasSize(Scale.FILES_PER_DIRECTORY);
        assertThat(length / Scale.FILES_PER_DIRECTORY).isBetween(10L, 16L);
    }
}
