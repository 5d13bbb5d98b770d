package workload.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.manifest.Manifest;
import workload.manifest.ManifestFile;
import workload.plan.Varying;
import workload.study.FileDifference;
import workload.study.ManifestCheck;
import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.target.TargetSpec;
import workload.study.Variant;

/**
 * Lets no trial count whose build left something else than the disk's did.
 *
 * <p>
 * Trials come in any order, so that one may have to wait for its reference: the first trial on the disk that is OK, of the
 * same project and clone engine, whatever its jobs. Where the disk has none and will have none, the next target in
 * the user's order takes its place.
 */
final class BuiltFilesGate {
    /** The kind of the target that the others are compared with. */
    private static final String DISK = "disk";
    /** Differences that a message names. */
    private static final int TOLD = 3;

    private final ResultStore store;
    private final List<TrialKey> planned;
    private final List<String> targets;
    private final Map<String, List<Varying>> varying;
    private final Function<Trial, Map<String, String>> tools;

    /**
     * @param planned
     *            all trials of the run: who waits for what
     * @param targets
     *            in the user's order
     * @param varying
     *            by project, what is known to vary
     * @param tools
     *            those that a trial's build found, with their versions; empty if they aren't known
     */
    BuiltFilesGate(ResultStore store, List<TrialKey> planned, List<TargetSpec> targets,
            Map<String, List<Varying>> varying, Function<Trial, Map<String, String>> tools) {
        this.store = store;
        this.planned = planned;
        this.targets = Stream.of(true, false)
                .flatMap(disk -> targets.stream().filter(target -> target.kind().equals(DISK) == disk))
                .map(TargetSpec::toString).toList();
        this.varying = varying;
        this.tools = tools;
    }

    /**
     * Judges every trial that can be judged now, and saves what became of it.
     *
     * @return those that turned out to be invalid
     */
    List<Trial> judge() throws IOException {
        List<Trial> invalid = new ArrayList<>();
        for (Trial trial : store.trials()) {
            Trial reference = isJudgeable(trial) && trial.check() == null ? reference(trial.key()) : null;
            if (reference != null) {
                Trial judged = compare(trial, reference);
                store.save(judged);
                if (judged.outcome() != Outcome.OK) {
                    invalid.add(judged);
                }
            }
        }
        return invalid;
    }

    /** Null where there is none, or none yet. */
    private Trial reference(TrialKey key) {
        List<Trial> alike = store.trials().stream().filter(trial -> isAlike(trial.key(), key)).toList();
        Set<TrialKey> done = alike.stream().map(Trial::key).collect(Collectors.toCollection(HashSet::new));
        for (String target : targets) {
            for (Trial trial : alike) {
                if (trial.key().target().equals(target) && isJudgeable(trial)) {
                    return trial;
                }
            }
            if (planned.stream().anyMatch(to -> to.target().equals(target) && isAlike(to, key) && !done.contains(to))) {
                return null;
            }
        }
        return null;
    }

    private static boolean isAlike(TrialKey one, TrialKey other) {
        return one.project().equals(other.project())
                && Objects.equals(one.variant().get(Variant.CLONE), other.variant().get(Variant.CLONE));
    }

    private boolean isJudgeable(Trial trial) {
        return trial.outcome() == Outcome.OK && trial.manifestFile() != null && Files.exists(manifest(trial));
    }

    private Path manifest(Trial trial) {
        return store.directory().resolve(trial.manifestFile());
    }

    private Trial compare(Trial trial, Trial reference) throws IOException {
        Manifest there = ManifestFile.read(manifest(reference));
        Manifest here = trial.equals(reference) ? there : ManifestFile.read(manifest(trial));
        ManifestCheck check = ManifestComparison.of(here, reference.key(), there,
                varying.getOrDefault(trial.key().project(), List.of()));
        return check.differing() == 0
                ? trial.checked(check)
                : trial.invalid(sentence(check, tools.apply(trial), tools.apply(reference)), check);
    }

    /** Different tools first: they explain the differences, which otherwise seem to be the file system's fault. */
    private static String sentence(ManifestCheck check, Map<String, String> here, Map<String, String> there) {
        String different = ToolDifferences.clause(here, there, name(check.reference()));
        return different.isEmpty() ? sentence(check) : different + "; " + sentence(check);
    }

    private static String name(TrialKey key) {
        return key.target() + " #" + key.repetition();
    }

    /** What people are told of it: a sentence with the first differences. */
    static String sentence(ManifestCheck check) {
        String first = check.differences().stream().limit(TOLD).map(FileDifference::toString)
                .collect(Collectors.joining(", "));
        String number = check.differing() == 1 ? "1 built file differs" : check.differing() + " built files differ";
        return number + " from those of " + name(check.reference()) + ": "
                + first + (check.differing() > TOLD ? ", ...; the report lists them" : "");
    }
}
