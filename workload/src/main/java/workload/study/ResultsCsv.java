package workload.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workload.result.CorpusInfo;
import workload.result.Csv;

/**
 * {@code results.csv}: the twelve columns of the original study under its names and in its order, then ours.
 *
 * <p>
 * Times are seconds, sizes bytes; "stat" is the warm walk, as the original's was. What the server did in each phase
 * stands at the end. A failed trial's measurements are empty.
 */
final class ResultsCsv {
    private static final List<String> NAMES = List.of("test name", "test path", "clone time", "build time",
            "clone stat", "clone bytes", "clone files", "clone dirs", "build stat", "build bytes", "build files",
            "build dirs", "repetition", "outcome", "clone engine", "jobs", "remove time", "clone stat cold",
            "build stat cold", "rss at mount", "peak rss", "server cpu time", "corpus origin", "corpus commit",
            "tree hash", "started", "message");
    private static final List<String> HEADER = Stream.concat(NAMES.stream(), Arrays.stream(PhaseName.values())
            .flatMap(phase -> Stream.of(phase.label() + " server cpu time", phase.label() + " messages")))
            .toList();

    private ResultsCsv() {}

    static String of(RunInfo info, List<Trial> trials) {
        Map<String, CorpusInfo> corpora = info.corpora().stream()
                .collect(Collectors.toMap(CorpusInfo::project, Function.identity(), (first, _) -> first));
        return Csv.of(HEADER, trials.stream().map(trial -> row(trial, corpora.get(trial.key().project()))));
    }

    private static List<Object> row(Trial trial, CorpusInfo corpus) {
        List<Object> cells = new ArrayList<>();
        TrialKey key = trial.key();
        cells.add(key.project());
        cells.add(key.target());
        cells.add(seconds(trial, PhaseName.CLONE));
        cells.add(seconds(trial, PhaseName.BUILD));
        addTree(cells, trial, PhaseName.STAT_CLONE_WARM);
        addTree(cells, trial, PhaseName.STAT_BUILD_WARM);
        cells.add(key.repetition());
        cells.add(trial.outcome());
        cells.add(key.variant().get(Variant.CLONE));
        cells.add(key.variant().get(Variant.JOBS));
        cells.add(seconds(trial, PhaseName.REMOVE));
        cells.add(seconds(trial, PhaseName.STAT_CLONE_COLD));
        cells.add(seconds(trial, PhaseName.STAT_BUILD_COLD));
        cells.add(trial.rssAtMountBytes());
        cells.add(trial.peakRssBytes());
        cells.add(serverSeconds(trial));
        cells.add(corpus == null ? null : corpus.origin());
        cells.add(corpus == null ? null : corpus.commit());
        cells.add(trial.treeHash());
        cells.add(trial.started());
        cells.add(trial.message());
        for (PhaseName name : PhaseName.values()) {
            addServer(cells, phase(trial, name));
        }
        return cells;
    }

    private static void addTree(List<Object> cells, Trial trial, PhaseName walk) {
        PhaseResult result = phase(trial, walk);
        cells.add(seconds(trial, walk));
        cells.add(result == null ? null : result.tree().bytes());
        cells.add(result == null ? null : result.tree().files());
        cells.add(result == null ? null : result.tree().directories());
    }

    private static void addServer(List<Object> cells, PhaseResult result) {
        Long cpuNanos = result == null ? null : result.serverCpuNanos();
        cells.add(cpuNanos == null ? null : seconds(cpuNanos));
        cells.add(result == null ? null : result.messageCount());
    }

    private static PhaseResult phase(Trial trial, PhaseName name) {
        return trial.phase(name).orElse(null);
    }

    private static String seconds(Trial trial, PhaseName name) {
        PhaseResult result = phase(trial, name);
        return result == null ? null : seconds(result.nanos());
    }

    private static String serverSeconds(Trial trial) {
        List<Long> times = trial.phases().stream().map(PhaseResult::serverCpuNanos).filter(Objects::nonNull).toList();
        return times.isEmpty() ? null : seconds(times.stream().mapToLong(Long::longValue).sum());
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }
}
