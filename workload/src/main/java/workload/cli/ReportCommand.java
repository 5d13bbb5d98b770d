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
import picocli.CommandLine.Parameters;
import workload.explain.ExplainReport;
import workload.memory.MemoryReport;
import workload.micro.MicroReport;
import workload.pairs.PairOptions;
import workload.report.Report;
import workload.result.StudyException;
import workload.run.RunFolder;
import workload.study.ResultStore;

/** {@code benchmark.sh report [RUN...]}: draws reports again, of whatever kind of run. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Draws a run's report from its raw files.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "0..*", description = "A run's id or folder: of a study, of explain, micro or"
            + " memory; default: the newest study.")
    private List<String> runs = new ArrayList<>();

    @Mixin
    private ComparisonArguments comparison = new ComparisonArguments();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Override
    public Integer call() throws StudyException, IOException {
        for (Path folder : runs.isEmpty() ? List.of(RunFolder.newest(folders.results())) : named()) {
            List<Path> pages = draw(folder, comparison.options());
            if (pages.isEmpty()) {
                throw new StudyException("There is nothing to draw in " + folder + "; name the folder of a run.");
            }
            pages.forEach(System.out::println);
        }
        return Main.OK;
    }

    private List<Path> named() throws StudyException {
        List<Path> named = new ArrayList<>();
        for (String run : runs) {
            Path inResults = folders.results().resolve(run);
            if (!Files.isDirectory(inResults) && !Files.isDirectory(Path.of(run))) {
                throw new StudyException("There is no run '" + run + "' in " + folders.results() + "; 'ls "
                        + folders.results() + "' shows them.");
            }
            named.add(Files.isDirectory(inResults) ? inResults : Path.of(run));
        }
        return named;
    }

    /** The pages. */
    static List<Path> draw(Path run, PairOptions options) throws StudyException, IOException {
        List<Path> pages = new ArrayList<>();
        if (ResultStore.isIn(run)) {
            Report.write(run, options);
            pages.add(run.resolve("report/index.html"));
        }
        if (ExplainReport.isIn(run)) {
            pages.add(ExplainReport.write(run));
        }
        return pages.isEmpty() ? drawBenchmarks(run) : pages;
    }

    /** Of the folder itself, or of those in it: a run has one, the samples of several runs have several. */
    private static List<Path> drawBenchmarks(Path run) throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(run, 1)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                if (MemoryReport.isIn(folder)) {
                    pages.add(MemoryReport.write(folder));
                } else if (MicroReport.isIn(folder)) {
                    pages.add(MicroReport.write(folder));
                }
            }
        }
        return pages;
    }
}
