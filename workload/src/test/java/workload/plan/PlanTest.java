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
    /** Three targets in two variants. */
    private static final int ROUND = 6;

    @Test
    void everyRoundOfAProjectRunsAllItsArmsBeforeTheNextBegins() {
        List<TrialKey> trials = plan(3, 1);

        assertThat(trials).hasSize(2 * 3 * ROUND).doesNotHaveDuplicates();
        for (int round = 0; round < 2 * 3; round++) {
            List<TrialKey> one = trials.subList(round * ROUND, (round + 1) * ROUND);
            assertThat(one).extracting(TrialKey::repetition).containsOnly(round % 3 + 1);
            assertThat(one).extracting(TrialKey::project).containsOnly(PROJECTS.get(round / 3));
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

    @Test
    void moreRoundsOrProjectsDoNotChangeTheOrderOfTheFirst() {
        assertThat(plan(30, 7)).startsWith(plan(3, 7).subList(0, 3 * ROUND).toArray(TrialKey[]::new));
        assertThat(Plan.of(List.of("nginx"), TARGETS, VARIANTS, 3, 7).trials())
                .isEqualTo(plan(3, 7).subList(3 * ROUND, 6 * ROUND));
    }

    @Test
    void projectsHaveOrdersOfTheirOwn() {
        List<TrialKey> trials = plan(4, 1);

        assertThat(arms(trials.subList(0, 4 * ROUND))).isNotEqualTo(arms(trials.subList(4 * ROUND, 8 * ROUND)));
    }

    private static List<String> arms(List<TrialKey> keys) {
        return keys.stream().map(key -> key.target() + key.variant()).toList();
    }

    private static List<String> combinations(List<TrialKey> trials) {
        return trials.stream().map(key -> key.project() + key.target() + key.variant()).toList();
    }

    private static List<TrialKey> plan(int repetitions, long seed) {
        return Plan.of(PROJECTS, TARGETS, VARIANTS, repetitions, seed).trials();
    }
}
