package workload.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import workload.report.Report;
import workload.run.RunFolder;
import workload.run.StudyException;

/** {@code benchmark.sh report [RUN]}: draws a report again. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Draws a run's report from its raw files.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run's id or folder; default: the newest.")
    private String run;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Override
    public Integer call() throws StudyException, IOException {
        Path folder = run == null ? RunFolder.newest(folders.results()) : RunFolder.find(folders.results(), run);
        Report.write(folder);
        System.out.println(folder.resolve("report/index.html"));
        return Main.OK;
    }
}
