package workload.study;

import java.util.Map;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import workload.result.Environment;
import workload.result.CorpusInfo;

/**
 * The head of a study.
 *
 * @param id
 *            UTC yyyyMMddTHHmmssZ
 * @param arguments
 *            the command line
 * @param seed
 *            of the order of the trials
 * @param repetitions
 *            of each project on each target
 * @param projects
 *            names, in the order in which they were given
 * @param targets
 *            names with options, likewise
 * @param cloneEngines
 *            jgit, git, archive
 * @param planned
 *            number of trials
 * @param jobs
 *            of a parallel build, one or several; runs from before there could be several have a number
 * @param until
 *            the rule that decided the number of rounds, such as "5%, at most 2h"; null where {@code repetitions} did
 * @param steps
 *            SHA-256 of the steps by which each project is built and proved; null in runs from before it was recorded
 */
public record RunInfo(String id, Instant started, List<String> arguments, long seed, int repetitions,
        List<String> projects, List<String> targets, List<String> cloneEngines,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Integer> jobs, int planned,
        Environment environment, List<CorpusInfo> corpora, String until, Map<String, String> steps) {
    /** Without a stopping rule: as many rounds as there are repetitions. */
    public RunInfo(String id, Instant started, List<String> arguments, long seed, int repetitions,
            List<String> projects, List<String> targets, List<String> cloneEngines, List<Integer> jobs, int planned,
            Environment environment, List<CorpusInfo> corpora) {
        this(id, started, arguments, seed, repetitions, projects, targets, cloneEngines, jobs, planned, environment,
                corpora, null, null);
    }
}
