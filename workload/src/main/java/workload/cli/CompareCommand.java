package workload.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workload.compare.Comparison;
import workload.compare.ComparisonJson;
import workload.compare.CompareSettings;
import workload.compare.ComparisonPage;
import workload.compare.ComparisonStatus;
import workload.compare.ComparisonText;
import workload.explain.ExplainReport;
import workload.memory.MemoryReport;
import workload.micro.MicroReport;
import workload.result.RunStore;
import workload.result.StudyException;
import workload.run.RunFolder;
import workload.study.PhaseName;
import workload.study.ResultStore;

/** {@code benchmark.sh compare RUN_A RUN_B}: whether the second run is slower. */
@Command(name = "compare", mixinStandardHelpOptions = true, synopsisHeading = "", //
        customSynopsis = "Usage: ./benchmark.sh compare [OPTIONS] RUN_A RUN_B", //
        description = "Compares two runs of the same work: how many times as long each phase took in RUN_B"
                + " (docs/comparing.md).", //
        footer = {"",
                "Status: 0 no slow-down beyond the limit can hide, 10 a slow-down is shown, 11 inconclusive: too few"
                        + " rounds for the limit, 12 not comparable, 1 error, 2 wrong usage."})
final class CompareCommand implements Callable<Integer> {
    /** How the result is printed. */
    enum Format {
        TEXT, MARKDOWN, HTML, JSON
    }

    @Parameters(index = "0", paramLabel = "RUN_A", description = "The id or folder of the run to compare with.")
    private String first;

    @Parameters(index = "1", paramLabel = "RUN_B", description = "The id or folder of the run that may be slower.")
    private String second;

    @Option(names = "--fail-if-slower", paramLabel = "PERCENT", converter = PercentConverter.class, defaultValue = "5%", //
            description = "The largest slow-down that status 0 leaves possible; default: ${DEFAULT-VALUE}.")
    private double limit;

    @Option(names = "--phases", split = ",", paramLabel = "PHASE", converter = PhaseConverter.class, //
            description = "Phases that the status depends on: clone, build, remove ...; default: build.")
    private List<PhaseName> phases = new ArrayList<>(CompareSettings.PRIMARY);

    @Option(names = "--against", paramLabel = "TARGET", description = "The target that the times of each run are divided by;"
            + " default: tmpfs, or disk without it.")
    private String against;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, markdown, html (a page) or json;"
            + " default: ${DEFAULT-VALUE}.")
    private Format format;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StudyException, IOException {
        List<Path> runs = List.of(folder(first), folder(second));
        for (Path run : runs) {
            if (!isStudy(run)) {
                spec.commandLine().getErr()
                        .println("benchmark.sh: " + run + " is no run of projects on targets; compare"
                                + " takes two of those, as ./benchmark.sh PROJECT... leaves them.");
                return ComparisonStatus.NOT_COMPARABLE.code();
            }
        }
        Comparison comparison = Comparison.of(ResultStore.read(runs.getFirst()), ResultStore.read(runs.getLast()),
                new CompareSettings(limit, against, phases));
        spec.commandLine().getOut().println(print(comparison).stripTrailing());
        return comparison.status().code();
    }

    private String print(Comparison comparison) {
        return switch (format) {
            case TEXT -> new ComparisonText(comparison).text();
            case MARKDOWN -> new ComparisonText(comparison).markdown();
            case HTML -> new ComparisonPage(comparison).html();
            case JSON -> ComparisonJson.of(comparison);
        };
    }

    private Path folder(String run) throws StudyException, IOException {
        for (Path folder : List.of(folders.results().resolve(run), Path.of(run))) {
            if (Files.isDirectory(folder) && isOther(folder)) {
                return folder;
            }
        }
        return RunFolder.find(folders.results(), run);
    }

    private static boolean isStudy(Path run) throws IOException {
        return !isOther(run) && ResultStore.isIn(run);
    }

    /** Whether it is a run of another command, which keeps its records in a subfolder of the run's folder. */
    private static boolean isOther(Path run) throws IOException {
        if (Files.exists(run.resolve(RunStore.HEAD))) {
            return false;
        }
        try (Stream<Path> folders = Files.walk(run, 1)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (MemoryReport.isIn(folder) || MicroReport.isIn(folder) || ExplainReport.isIn(folder)) {
                    return true;
                }
            }
        }
        return false;
    }
}
