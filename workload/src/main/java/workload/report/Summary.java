package workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import workload.page.Ink;
import workload.page.Columns;
import workload.pairs.StudyArm;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.Trial;
import workload.stats.Stats;

/** The trials of a run, grouped and summarised: medians over the trials that are OK, never over others. */
public final class Summary {
    private static final double NANOS_PER_SECOND = 1e9;

    private final RunData data;
    private final List<String> projects;
    private final List<StudyArm> arms;

    Summary(RunData data) {
        this.data = data;
        this.projects = new ArrayList<>(data.info().projects());
        data.trials().stream().map(t -> t.key().project()).filter(p -> !projects.contains(p)).distinct().sorted()
                .forEach(projects::add);
        this.arms = StudyArm.of(data.info(), data.trials());
    }

    public RunData data() {
        return data;
    }

    /** In the order of the command line. */
    public List<String> projects() {
        return projects;
    }

    public List<StudyArm> arms() {
        return arms;
    }

    /** A project on an arm. */
    public record Cell(String project, StudyArm arm) {}

    public List<Cell> cells() {
        return projects.stream().flatMap(project -> arms.stream().map(arm -> new Cell(project, arm))).toList();
    }

    /** How an arm looks in every chart: by its target, paler with a further clone engine. */
    public Ink ink(StudyArm arm) {
        Ink ink = Ink.of(arm.target(), arms.stream().map(StudyArm::target).toList());
        return arms.getFirst().engine().equals(arm.engine()) ? ink : ink.pale();
    }

    /** A table with the columns that name its rows. */
    Columns<Cell> columns(List<Cell> cells) {
        return new Columns<>(cells).text("project", Cell::project).text("target", cell -> cell.arm().label());
    }

    /** The arm's label of a trial. */
    String label(Trial trial) {
        return arms.stream().filter(arm -> arm.holds(trial)).map(StudyArm::label).findFirst().orElseThrow();
    }

    /** In rising order. */
    List<Integer> jobs() {
        return arms.stream().map(StudyArm::jobs).distinct().sorted().toList();
    }

    /** What charts show: of several jobs only the most, since bars for each would hide what the targets differ in. */
    public List<StudyArm> charted() {
        return arms.stream().filter(arm -> arm.jobs() == jobs().getLast()).toList();
    }

    /** Every trial of a project on an arm, by repetition. */
    List<Trial> trials(String project, StudyArm arm) {
        return data.trials().stream().filter(t -> t.key().project().equals(project) && arm.holds(t))
                .sorted((a, b) -> Integer.compare(a.key().repetition(), b.key().repetition())).toList();
    }

    /** Those that are OK. */
    public List<Trial> good(String project, StudyArm arm) {
        return trials(project, arm).stream().filter(t -> t.outcome() == Outcome.OK).toList();
    }

    int failures(String project, StudyArm arm) {
        return trials(project, arm).size() - good(project, arm).size();
    }

    /** Every trial that is not OK, in the order in which they ran. */
    List<Trial> failed() {
        return data.trials().stream().filter(t -> t.outcome() != Outcome.OK).toList();
    }

    /** Wall time of a phase, s. */
    Optional<Stats> seconds(String project, StudyArm arm, PhaseName phase) {
        return stats(project, arm, phase, PhaseResult::nanos).map(Summary::inSeconds);
    }

    /** CPU time of the file system's server during a phase, s; empty where there is no server. */
    Optional<Stats> serverCpuSeconds(String project, StudyArm arm, PhaseName phase) {
        return stats(project, arm, phase, PhaseResult::serverCpuNanos).map(Summary::inSeconds);
    }

    /** Requests that the server was sent during a phase; empty where nobody counted them. */
    Optional<Stats> messages(String project, StudyArm arm, PhaseName phase) {
        return stats(project, arm, phase, PhaseResult::messageCount);
    }

    /** How often a phase's work was done within one sample; empty if that isn't recorded. */
    Optional<Stats> runs(String project, StudyArm arm, PhaseName phase) {
        return stats(project, arm, phase,
                result -> result.conditions() == null ? null : Long.valueOf(result.conditions().runs()));
    }

    private Optional<Stats> stats(String project, StudyArm arm, PhaseName phase, Function<PhaseResult, Long> quantity) {
        return Stats.of(good(project, arm).stream().map(t -> t.phase(phase)).flatMap(Optional::stream).map(quantity)
                .filter(Objects::nonNull).mapToDouble(Long::doubleValue));
    }

    private static Stats inSeconds(Stats nanos) {
        return nanos.dividedBy(NANOS_PER_SECOND);
    }

    /** Median of an arm over the median of a reference in the same variant; empty where either has none. */
    Optional<Double> ratio(String project, StudyArm arm, String reference, PhaseName phase) {
        Optional<Stats> others = like(arm, reference).flatMap(other -> seconds(project, other, phase));
        return seconds(project, arm, phase)
                .flatMap(own -> others.filter(o -> o.median() > 0).map(o -> own.median() / o.median()));
    }

    /** The arm of a kind that an arm is compared with. */
    Optional<StudyArm> like(StudyArm arm, String kind) {
        return arms.stream().filter(a -> a.kind().equals(kind) && a.variant().equals(arm.variant())).findFirst();
    }

    /** Whether any trial that is OK went through the phase. */
    boolean has(PhaseName phase) {
        return data.trials().stream().anyMatch(t -> t.outcome() == Outcome.OK && t.phase(phase).isPresent());
    }
}
