package workload.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.result.StudyException;
import workload.study.PhaseName;

/**
 * How a user wants the arms of a run compared.
 *
 * @param against
 *            baselines; empty for the default ones
 * @param verdicts
 *            labels of phases that get a verdict besides the build
 */
public record PairOptions(List<String> against, List<String> verdicts) {
    public static final String AGAINST = "--against";
    public static final String VERDICT = "--verdict";
    public static final PairOptions USUAL = new PairOptions(List.of(), List.of());

    /** The options of the command line that a run was started with. */
    public static PairOptions of(List<String> arguments) {
        return new PairOptions(values(AGAINST, arguments),
                values(VERDICT, arguments).stream().flatMap(phases -> Stream.of(phases.split(","))).toList());
    }

    private static List<String> values(String option, List<String> arguments) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(option + "=")) {
                values.add(argument.substring(option.length() + 1));
            } else if (argument.equals(option) && i + 1 < arguments.size()) {
                values.add(arguments.get(++i));
            }
        }
        return values;
    }

    /** These options; each that wasn't given is taken from the others. */
    public PairOptions orElse(PairOptions others) {
        return new PairOptions(against.isEmpty() ? others.against : against,
                verdicts.isEmpty() ? others.verdicts : verdicts);
    }

    /**
     * @throws StudyException
     *             a baseline isn't in the run
     */
    public Baselines baselines(List<StudyArm> arms) throws StudyException {
        return against.isEmpty() ? Baselines.usual(arms) : Baselines.named(against, arms);
    }

    /**
     * The phases with a verdict: the build, and those that were asked for.
     *
     * @throws StudyException
     *             one isn't a phase
     */
    public Set<PhaseName> judged() throws StudyException {
        Set<PhaseName> judged = new TreeSet<>(Set.of(PhaseName.BUILD));
        for (String label : verdicts) {
            judged.add(phase(label.strip()));
        }
        return judged;
    }

    private static PhaseName phase(String label) throws StudyException {
        return Arrays.stream(PhaseName.values()).filter(phase -> phase.label().equals(label)).findFirst()
                .orElseThrow(() -> new StudyException("There is no phase '" + label + "'; --verdict takes one or"
                        + " several of: " + Arrays.stream(PhaseName.values()).map(PhaseName::label)
                                .collect(Collectors.joining(","))
                        + "."));
    }
}
