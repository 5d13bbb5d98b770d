package workload.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import workload.study.TrialKey;

class PlanTest {
    private static final List<String> PROJECTS = List.of("redis", "nginx");
    private static final List<String> TARGETS = List.of("disk", "tmpfs", "memfs-jnr");
    private static final List<SortedMap<String, String>> VARIANTS = List.of(new TreeMap<>(Map.of("clone", "jgit")),
            new TreeMap<>(Map.of("clone", "git")));
    private static final int ROUND = 12;

    @Test
    void everyRepetitionRunsAllCombinationsBeforeTheNextBegins() {
        List<TrialKey> trials = plan(3, 1);

        assertThat(trials).hasSize(3 * ROUND).doesNotHaveDuplicates();
        for (int repetition = 1; repetition <= 3; repetition++) {
            assertThat(trials.subList((repetition - 1) * ROUND, repetition * ROUND)).extracting(TrialKey::repetition)
                    .containsOnly(repetition);
        }
    }

    @Test
    void theSeedDecidesTheOrder() {
        assertThat(plan(3, 7)).isEqualTo(plan(3, 7)).isNotEqualTo(plan(3, 8));
    }

    @Test
    void roundsHaveOrdersOfTheirOwn() {
        List<TrialKey> trials = plan(2, 1);

        assertThat(combinations(trials.subList(0, ROUND))).isNotEqualTo(combinations(trials.subList(ROUND, 2 * ROUND)));
    }

    private static List<String> combinations(List<TrialKey> trials) {
        return trials.stream().map(key -> key.project() + key.target() + key.variant()).toList();
    }

    private static List<TrialKey> plan(int repetitions, long seed) {
        return Plan.of(PROJECTS, TARGETS, VARIANTS, repetitions, seed).trials();
    }
}
