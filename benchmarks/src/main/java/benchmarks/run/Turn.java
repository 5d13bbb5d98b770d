package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.OptionalLong;

import benchmarks.client.ClientSettings.Load;
import benchmarks.client.ClientSettings;
import org.openjdk.jmh.results.RunResult;
import workload.micro.Condition;
import workload.os.Commands;
import workload.phase.Cancellation;
import workload.result.TargetSettings;
import workload.target.OpenTarget;
import workload.target.Target.TrialFiles;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

/**
 * One suite under one condition on one target, freshly made for it and gone after it.
 *
 * @param core
 *            that a pinned client and its server share
 * @param limit
 *            of the turn; a server that hangs would hold it for ever
 * @param directory
 *            where the target is made
 * @param log
 *            of JMH; the server's goes beside it
 */
record Turn(Suite suite, Condition variant, TargetSpec target, RoundSettings settings, int core, Duration limit,
        Path directory, Path log) {

    /** What came of it, with the target as it really was. */
    record Outcome(Collection<RunResult> results, TargetSettings mount) {}

    Outcome run(Cancellation cancellation) throws TargetException, IOException {
        TrialFiles files = new TrialFiles(beside(".server"), beside(".statistics.json"), false);
        OpenTarget open = Targets.of(target, settings.home()).open(directory, files);
        try (open) {
            if (variant == Condition.PINNED) {
                pin(open.settings().serverPid());
            }
            ClientSettings client = client(open, variant == Condition.COUNTED ? files.statistics() : null);
            Fork fork = new Fork(suite, variant, target.toString(), client, log);
            try (TurnLimit _ = new TurnLimit(limit, TurnLimit.GRACE, cancellation, open::abort)) {
                return new Outcome(fork.run(cancellation), open.settings());
            } catch (IOException e) {
                if (cancellation.reason() == Cancellation.Reason.TIME_LIMIT) {
                    // It may hang, and then it would be waited for once more at its close.
                    open.abort();
                    throw tooLong(e);
                }
                throw e;
            }
        }
    }

    private IOException tooLong(IOException cause) {
        return new IOException(suite + " on " + target + " took longer than its limit of " + limit.toSeconds()
                + " s and was ended; see " + log, cause);
    }

    private Path beside(String suffix) {
        return log.resolveSibling(log.getFileName() + suffix).toAbsolutePath();
    }

    /** All of a server's threads; those that they start later inherit it. */
    private void pin(Long server) throws IOException {
        if (server != null) {
            Commands.run("taskset", "--all-tasks", "--cpu-list", "--pid", Integer.toString(core), server.toString());
        }
    }

    private ClientSettings client(OpenTarget open, Path statistics) {
        Long server = open.settings().serverPid();
        return new ClientSettings(open.directory(),
                variant == Condition.PINNED ? OptionalInt.of(core) : OptionalInt.empty(),
                server == null ? OptionalLong.empty() : OptionalLong.of(server), statistics, new Load(settings.quick(),
                        settings.divisor(), target.options().contains("content=contiguous")));
    }
}
