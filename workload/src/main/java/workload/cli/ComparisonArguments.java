package workload.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;
import workload.pairs.PairOptions;

/** Options of a run and of its report: what is compared with what. */
final class ComparisonArguments {
    @Option(names = PairOptions.AGAINST, paramLabel = "NAME[,NAME...]", description = "Targets that the others are"
            + " compared with, or labels such as 'memfs, clone git'; may be repeated. Default: tmpfs and disk.")
    private List<String> against = new ArrayList<>();

    @Option(names = PairOptions.VERDICT, split = ",", paramLabel = "PHASE", description = "Phases that get a"
            + " verdict beside the build: clone, stat-clone-cold, stat-clone-warm, stat-build-cold, stat-build-warm,"
            + " remove.")
    private List<String> verdicts = new ArrayList<>();

    PairOptions options() {
        return new PairOptions(List.copyOf(against), List.copyOf(verdicts));
    }
}
