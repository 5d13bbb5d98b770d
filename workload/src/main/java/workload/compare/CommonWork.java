package workload.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

import workload.pairs.StudyArm;
import workload.result.CorpusInfo;
import workload.result.Count;
import workload.result.Outcome;
import workload.study.Run;
import workload.study.TrialKey;

/** What two runs have in common, and why they can't be compared if it is too little. */
final class CommonWork {
    private final Run first;
    private final Run second;
    private final String against;

    CommonWork(Run first, Run second, String against) {
        this.first = first;
        this.second = second;
        this.against = against;
    }

    List<String> projects() {
        return common(projects(first), projects(second));
    }

    static Set<String> projects(Run run) {
        Set<String> projects = new LinkedHashSet<>(run.info().projects());
        run.trials().forEach(trial -> projects.add(trial.key().project()));
        return projects;
    }

    /** All planned targets, including those without a trial yet. */
    static List<String> targets(Run run) {
        Set<String> targets = new LinkedHashSet<>(run.info().targets());
        run.trials().forEach(trial -> targets.add(trial.key().target()));
        return List.copyOf(targets);
    }

    private static Set<SortedMap<String, String>> variants(Run run) {
        return run.trials().stream().map(trial -> trial.key().variant())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<StudyArm> arms(Run run) {
        return StudyArm.of(run.info(), run.trials());
    }

    Optional<Baseline> baseline() {
        return Baseline.find(against == null ? Baseline.USUAL : List.of(against), arms(first), arms(second));
    }

    /** Without the baseline. */
    List<StudyArm> arms() {
        List<SortedMap<String, String>> variants = common(variants(first), variants(second));
        List<String> targets = common(targets(first), targets(second));
        List<TrialKey> keys = variants.stream()
                .flatMap(variant -> targets.stream().map(target -> new TrialKey("", target, variant, 1))).toList();
        Optional<Baseline> baseline = baseline();
        return StudyArm.of(keys, targets, StudyArm.kinds(second.trials())).stream()
                .filter(arm -> baseline.filter(of -> of.is(arm.target())).isEmpty()).toList();
    }

    private static <T> List<T> common(Collection<T> one, Collection<T> other) {
        return one.stream().filter(other::contains).toList();
    }

    /** Why the runs can't be compared, in sentences; empty if they can. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (Run run : List.of(first, second)) {
            refuse(run.trials().stream().noneMatch(trial -> trial.outcome() == Outcome.OK),
                    "No trial of run " + run.info().id() + " is OK, so it has no times.", refusals);
        }
        refuse(projects().isEmpty(), "The runs have no project in common" + both(projects(first), projects(second)),
                refusals);
        projects().forEach(project -> refuseOtherSources(project, refusals));
        if (refusals.isEmpty()) {
            refuse(common(variants(first), variants(second)).isEmpty(), "The runs cloned and built in other ways"
                    + both(variants(first), variants(second)), refusals);
            refuseTargets(refusals);
        }
        return refusals;
    }

    private void refuseOtherSources(String project, List<String> refusals) {
        for (Run run : List.of(first, second)) {
            if (sources(run, project).isEmpty()) {
                refusals.add("Run " + run.info().id() + " doesn't record which commit of " + project + " it cloned.");
                return;
            }
        }
        String steps = steps(first, project);
        String others = steps(second, project);
        refuse(steps != null && others != null && !steps.equals(others), "The runs built " + project
                + " by other steps.", refusals);
        refuse(!sources(first, project).equals(sources(second, project)), "The runs cloned other commits of " + project
                + both(sources(first, project), sources(second, project)), refusals);
    }

    /** The hash of a project's build steps; null in older runs. */
    private static String steps(Run run, String project) {
        return run.info().steps() == null ? null : run.info().steps().get(project);
    }

    /** The repositories of a project and of its parts. */
    private static Set<String> sources(Run run, String project) {
        return run.info().corpora().stream()
                .filter(corpus -> corpus.project().equals(project) || corpus.project().startsWith(project + "/"))
                .map(CommonWork::source).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String source(CorpusInfo corpus) {
        return corpus.project() + " " + corpus.commit() + " with " + Count.of(corpus.commits(), "commit") + " and tree "
                + corpus.tree();
    }

    private void refuseTargets(List<String> refusals) {
        String both = both(targets(first), targets(second));
        if (baseline().isEmpty()) {
            refusals.add(against == null
                    ? "The runs have neither tmpfs nor disk in common to divide their times by" + both
                            + " Name a target of both by --against."
                    : "The runs don't both have a target '" + against + "' to divide their times by" + both);
        } else {
            refuse(arms().isEmpty(),
                    "Besides " + baseline().get().first() + " the runs have no target in common" + both,
                    refusals);
        }
    }

    private static void refuse(boolean refused, String sentence, List<String> refusals) {
        if (refused) {
            refusals.add(sentence);
        }
    }

    private static String both(Collection<?> one, Collection<?> other) {
        return " (" + list(one) + " and " + list(other) + ").";
    }

    private static String list(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
