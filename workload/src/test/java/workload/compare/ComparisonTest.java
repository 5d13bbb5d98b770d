package workload.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import workload.result.ServerBuild;
import workload.stats.StoppingRule;
import workload.study.PhaseName;

class ComparisonTest {
    private static final CompareSettings USUAL = new CompareSettings(0.05, null, CompareSettings.PRIMARY);

    private static Comparison compare(Sitting first, Sitting second) {
        return compare(first, second, USUAL);
    }

    private static Comparison compare(Sitting first, Sitting second, CompareSettings options) {
        return Comparison.of(first.run(), second.run(), options);
    }

    private static void assertResult(Comparison comparison, ComparisonStatus status, String sentence) {
        assertThat(ComparisonSentence.of(comparison)).contains(sentence);
        assertThat(comparison.status()).isEqualTo(status);
    }

    @Test
    void theSameRunTwiceIsWithinTheLimit() {
        assertResult(compare(Sitting.of("a", 1.2), Sitting.of("a", 1.2)), ComparisonStatus.WITHIN_LIMIT,
                "No slow-down larger than 5 % can hide: build of redis on memfs (0.993 to 1.007 times as long).");
    }

    @Test
    void otherBuildStepsAreNotComparable() {
        assertThat(compare(Sitting.of("a", 1).builtBy("1"), Sitting.of("b", 1).builtBy("1")).status())
                .isEqualTo(ComparisonStatus.WITHIN_LIMIT);
        assertResult(compare(Sitting.of("a", 1).builtBy("1"), Sitting.of("b", 1).builtBy("2")),
                ComparisonStatus.NOT_COMPARABLE, "The runs built redis by other steps.");
    }

    /** The disk is a reference under any name. */
    @Test
    void aLabelIsWhatItStandsFor() {
        List<Comparison> both = List.of(labelled("disk"), labelled("memfs"));

        assertThat(both).extracting(Comparison::baseline).containsOnly("t");
        assertThat(both.getFirst().phases()).filteredOn(ComparedPhase::judged).extracting(ComparedPhase::target)
                .containsExactly("memfs");
        assertThat(both.getLast().phases()).filteredOn(ComparedPhase::judged).extracting(ComparedPhase::target)
                .containsExactly("memfs", "x");
    }

    private static Comparison labelled(String meaning) {
        Sitting[] sittings = List.of("a", "b").stream()
                .map(id -> new Sitting(id).label("x", meaning).label("t", "tmpfs").corpus("redis", "c0ffee")
                        .rounds("redis", "t", 10, 1).rounds("redis", "memfs", 10, 1.2).rounds("redis", "x", 10, 1.5))
                .toArray(Sitting[]::new);
        return compare(sittings[0], sittings[1]);
    }

    @Test
    void aSlowDownIsShown() {
        assertResult(compare(Sitting.of("a", 1.2), Sitting.of("b", 1.32)), ComparisonStatus.SLOWER,
                "SLOWER: build of redis on memfs by 9 to 11 %; the limit is 5 %.");
    }

    @Test
    void aRunThatIsFasterIsWithinTheLimit() {
        assertResult(compare(Sitting.of("a", 1.32), Sitting.of("b", 1.2)), ComparisonStatus.WITHIN_LIMIT,
                "(0.903 to 0.915 times as long)");
    }

    @Test
    void anotherDaysMachineCancelsOut() {
        Sitting slow = new Sitting("b").corpus("redis", "c0ffee").machine(2).rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1.2);

        assertThat(compare(Sitting.of("a", 1.2), slow).status()).isEqualTo(ComparisonStatus.WITHIN_LIMIT);
    }

    /** It is shown in the table; the user's limit decides whether it matters. */
    @Test
    void aSlowDownThatIsSurelyWithinTheLimitIsNoFailure() {
        Comparison comparison = compare(Sitting.of("a", 1), Sitting.of("b", 1.03));
        assertThat(comparison.status()).isEqualTo(ComparisonStatus.WITHIN_LIMIT);
        assertThat(comparison.phases()).filteredOn(ComparedPhase::judged).singleElement()
                .satisfies(phase -> assertThat(phase.sentence()).isEqualTo("slower by 2 to 4 %"));
        assertThat(compare(Sitting.of("a", 1), Sitting.of("b", 1.03),
                new CompareSettings(0.02, null, CompareSettings.PRIMARY)).status())
                .isEqualTo(ComparisonStatus.SLOWER);
    }

    private static Sitting wild(String id, double factor) {
        return new Sitting(id).corpus("redis", "c0ffee").scatter(20).rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, factor);
    }

    @Test
    void roundsThatScatterMoreThanTheLimitAreInconclusive() {
        assertResult(compare(wild("a", 1), wild("b", 1.02)), ComparisonStatus.INCONCLUSIVE,
                "INCONCLUSIVE: a slow-down larger than 5 % is neither shown nor excluded for build of redis on memfs (0.9");
    }

    @Test
    void oneRoundIsInconclusive() {
        Sitting one = new Sitting("b").corpus("redis", "c0ffee").rounds("redis", "tmpfs", 1, 1)
                .rounds("redis", "memfs", 1, 5);

        assertResult(compare(Sitting.of("a", 1), one), ComparisonStatus.INCONCLUSIVE,
                "(too few rounds (1) to show a difference)");
    }

    @Test
    void timesEqualToTheClocksStepAreInconclusive() {
        Sitting equal = new Sitting("b").corpus("redis", "c0ffee").scatter(0).rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1);

        assertResult(compare(Sitting.of("a", 1), equal), ComparisonStatus.INCONCLUSIVE,
                "the times are equal to the clock's step");
    }

    @Test
    void aRunWhoseTrialsAllFailedHasNoTimes() {
        Sitting failed = new Sitting("b").corpus("redis", "c0ffee").failed("redis", "tmpfs", 3)
                .failed("redis", "memfs", 3);

        assertResult(compare(Sitting.of("a", 1), failed), ComparisonStatus.NOT_COMPARABLE,
                "No trial of run b is OK, so it has no times.");
    }

    @Test
    void aTargetThatFailedInOneRunIsNeverPassedOver() {
        Sitting before = Sitting.of("a", 1).rounds("redis", "memfs-jnr", 10, 1);
        Sitting after = Sitting.of("b", 1).failed("redis", "memfs-jnr", 10);

        Comparison comparison = compare(before, after);
        assertResult(comparison, ComparisonStatus.INCONCLUSIVE,
                "build of redis on memfs-jnr (no round in both runs)");
        assertThat(comparison.notes())
                .containsExactly(
                        "Run b has trials without times, since they failed: redis on memfs-jnr (BUILD_FAILED).");
    }

    @Test
    void withoutAnyPairNothingIsComparable() {
        Sitting after = new Sitting("b").corpus("redis", "c0ffee").rounds("redis", "tmpfs", 10, 1)
                .failed("redis", "memfs", 10);

        assertResult(compare(Sitting.of("a", 1), after), ComparisonStatus.NOT_COMPARABLE,
                "No round has times of a judged phase on a target and on tmpfs in both runs.");
    }

    @Test
    void anInterruptedRunIsComparedAndNamed() {
        Comparison comparison = compare(Sitting.of("a", 1), Sitting.of("b", 1).interrupted(5));

        assertThat(comparison.status()).isEqualTo(ComparisonStatus.WITHIN_LIMIT);
        assertThat(comparison.notes())
                .containsExactly("Run b has 20 of its 25 trials: it was interrupted, or is still going on.");
    }

    @Test
    void aRunOnTwoKernelsIsNamed() {
        Comparison comparison = compare(Sitting.of("a", 1), Sitting.of("b", 1).resumedOn("6.2"));

        assertThat(comparison.notes()).containsExactly("Run b was resumed on another machine, kernel or JDK.");
        assertThat(comparison.differences()).containsExactly(new RunDifference("kernel", "6.1", "6.1 and 6.2"));
    }

    private static void assertRefused(Sitting first, Sitting second, String sentence) {
        assertResult(compare(first, second), ComparisonStatus.NOT_COMPARABLE, sentence);
    }

    private static Sitting other(String project, String target) {
        return new Sitting("b").corpus(project, "c0ffee").rounds(project, "tmpfs", 10, 1)
                .rounds(project, target, 10, 1);
    }

    @Test
    void otherWorkIsRefused() {
        Sitting usual = Sitting.of("a", 1);
        assertRefused(usual, other("nginx", "memfs"), "The runs have no project in common (redis and nginx).");
        assertRefused(usual, other("redis", "memfs-jnr"),
                "Besides tmpfs the runs have no target in common (tmpfs, memfs and tmpfs, memfs-jnr).");
        assertRefused(usual, new Sitting("b").corpus("redis", "decaf").rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1), "The runs cloned other commits of redis (redis c0ffee");
        assertRefused(usual, Sitting.of("b", 1).corpus("redis/part", "decaf"), "other commits of redis");
        assertRefused(usual, new Sitting("b").rounds("redis", "tmpfs", 10, 1).rounds("redis", "memfs", 10, 1),
                "Run b doesn't record which commit of redis it cloned.");
        assertRefused(usual, new Sitting("b").corpus("redis", "c0ffee").jobs(4).rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1), "({clone=jgit, jobs=2} and {clone=jgit, jobs=4}).");
        assertRefused(usual, new Sitting("b").corpus("redis", "c0ffee").engine("git").rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1), "({clone=jgit, jobs=2} and {clone=git, jobs=2}).");
        assertRefused(usual, new Sitting("b").corpus("redis", "c0ffee").rounds("redis", "disk", 10, 1)
                .rounds("redis", "memfs", 10, 1), "neither tmpfs nor disk in common");
    }

    @Test
    void aBaselineOfTheUsersChoice() {
        Sitting first = new Sitting("a").corpus("redis", "c0ffee").rounds("redis", "a", 10, 1.2)
                .rounds("redis", "b", 10, 1.2);
        Sitting second = new Sitting("b").corpus("redis", "c0ffee").scatter(2).rounds("redis", "a", 10, 1.2).scatter(3)
                .rounds("redis", "b", 10, 1.32);

        assertResult(compare(first, second), ComparisonStatus.NOT_COMPARABLE, "Name a target of both by --against.");
        Comparison comparison = compare(first, second, new CompareSettings(0.05, "a", CompareSettings.PRIMARY));
        assertThat(comparison.baseline()).isEqualTo("a");
        assertThat(comparison.phases()).extracting(ComparedPhase::target).containsOnly("b");
        assertResult(compare(first, second, new CompareSettings(0.05, "c", CompareSettings.PRIMARY)),
                ComparisonStatus.NOT_COMPARABLE, "The runs don't both have a target 'c'");
    }

    @Test
    void aBaselineIsFoundWhateverItsOptions() {
        Sitting sized = new Sitting("b").corpus("redis", "c0ffee").rounds("redis", "tmpfs:size=4g", 10, 1)
                .rounds("redis", "memfs", 10, 1);

        Comparison comparison = compare(Sitting.of("a", 1), sized);
        assertThat(comparison.status()).isEqualTo(ComparisonStatus.WITHIN_LIMIT);
        assertThat(comparison.notes()).contains("Only run b has these targets: tmpfs:size=4g.");
    }

    @Test
    void theDiskIsJudgedOnlyWithoutAnyOtherTarget() {
        Comparison comparison = compare(Sitting.of("a", 1).rounds("redis", "disk", 10, 1),
                Sitting.of("b", 1).rounds("redis", "disk", 10, 2));
        assertThat(comparison.status()).isEqualTo(ComparisonStatus.WITHIN_LIMIT);
        assertThat(comparison.phases()).filteredOn(phase -> phase.target().equals("disk")).isNotEmpty()
                .noneMatch(ComparedPhase::judged);

        assertThat(compare(other("redis", "disk"), other("redis", "disk")).status())
                .isEqualTo(ComparisonStatus.WITHIN_LIMIT);
    }

    @Test
    void onlyTheJudgedPhasesDecide() {
        Sitting slowClone = new Sitting("b").corpus("redis", "c0ffee").clone(1.5).rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1);

        assertThat(compare(Sitting.of("a", 1), slowClone).status()).isEqualTo(ComparisonStatus.WITHIN_LIMIT);
        assertResult(compare(Sitting.of("a", 1), slowClone,
                new CompareSettings(0.05, null, List.of(PhaseName.CLONE, PhaseName.BUILD))),
                ComparisonStatus.SLOWER, "SLOWER: clone of redis on memfs by 49 to 51 %");
    }

    @Test
    void whatDiffersIsNamed() {
        Sitting other = new Sitting("b").corpus("redis", "c0ffee").kernel("6.2").tools(Map.of("gcc", "13", "m4", "1"))
                .build(new ServerBuild("1.1", null, "bb")).rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1);

        assertThat(compare(Sitting.of("a", 1), other).differences()).containsExactly(
                new RunDifference("kernel", "6.1", "6.2"), new RunDifference("gcc", "12", "13"),
                new RunDifference("m4", "–", "1"), new RunDifference("memfs: server", "1.0 c1 aa", "1.1 bb"));
    }

    @Test
    void variablesDifferOnlyWhereBothRunsRecordedThem() {
        Sitting one = Sitting.of("a", 1).variables(Map.of("PATH", "/bin"));

        assertThat(compare(one, Sitting.of("b", 1).variables(Map.of("PATH", "/usr/bin"))).differences())
                .containsExactly(new RunDifference("$PATH", "/bin", "/usr/bin"));
        assertThat(compare(one, Sitting.of("b", 1)).differences()).isEmpty();
    }

    @Test
    void aRunThatEndedByTheRuleIsJudgedMoreStrictly() {
        Comparison comparison = compare(Sitting.of("a", 1), Sitting.of("b", 1).until("5 %"));
        assertThat(comparison.alpha()).isEqualTo(StoppingRule.ALPHA);
        assertThat(new ComparisonText(comparison).text()).contains("interval: 97.5 % interval");
    }

    @Test
    void variantsOfATargetAreDistinguished() {
        Comparison comparison = compare(Sitting.of("a", 1).engine("git").rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, 1),
                Sitting.of("b", 1).engine("git").rounds("redis", "tmpfs", 10, 1).rounds("redis", "memfs", 10, 1.2));

        assertResult(comparison, ComparisonStatus.SLOWER, "SLOWER: build of redis on memfs, clone git by 19 to 21 %");
    }

    @Test
    void markdownIsEscaped() {
        Comparison comparison = compare(Sitting.of("a", 1).arguments("<b>|`x`"), Sitting.of("b", 1));

        assertThat(new ComparisonText(comparison).markdown()).startsWith("**No slow-down larger than 5 % can hide: ")
                .contains("redis \\<b\\>\\|\\`x\\` -\\> redis\n",
                        "\n| redis | memfs | build | 10, 10 | 1.000 | 1.000 |");
    }
}
