package benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.os.Commands;
import workload.os.Mounts;
import workload.process.DefaultSignals;
import workload.target.TargetException;

/** A Ctrl-C in the middle of a round, in a process of its own. */
class InterruptIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @TempDir
    private Path folder;
    private Path precious;
    private Process run;

    @BeforeEach
    void start() throws TargetException, IOException {
        Requirements.targets("tmpfs,memfs");
        // In a shared directory anybody can put this in the place of JMH's own lock.
        precious = Files.createFile(folder.resolve("precious"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.createSymbolicLink(folder.resolve("jmh.lock"), precious);
        ProcessBuilder builder = new ProcessBuilder(
                DefaultSignals.of(List.of(ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                        "-Dstudy.home=" + System.getProperty("study.home"), "-Djava.io.tmpdir=" + folder, "-cp",
                        System.getProperty("java.class.path"), Main.class.getName(), "micro", "--suite", "write-size",
                        "--divide", "16", "--targets", "tmpfs,memfs", "--variants", "unpinned", "--rounds", "50",
                        "--results",
                        folder.resolve("results").toString(), "--work-dir", folder.resolve("work").toString())));
        run = builder.redirectErrorStream(true).redirectOutput(output().toFile()).start();
    }

    @AfterEach
    void end() {
        run.destroyForcibly();
    }

    private Path output() {
        return folder.resolve("output");
    }

    @Test
    void whatTheTurnsBeforeBroughtIsKeptAndNothingStays() throws Exception {
        // The first turn is over, and the second has its fork: the server's mount is there.
        await(() -> kept("observations.csv").contains(",tmpfs,1,unpinned,1,")
                && !Mounts.below(folder.toRealPath()).isEmpty());
        List<ProcessHandle> started = run.descendants().toList();
        Commands.run("kill", "-INT", Long.toString(run.pid()));

        assertThat(run.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(Files.readAllLines(output())).filteredOn(line -> !line.isBlank()).last().asString()
                .startsWith("Interrupted. What was measured is in ").endsWith("jmh.");
        assertThat(Files.readString(output())).doesNotContain("failed", "Exception");
        assertThat(kept("report.md")).contains("| 512 | tmpfs | 1 |").doesNotContain("## Failed");
        assertThat(kept("index.html")).contains("append-");
        assertThat(kept("jmh-write-size.json")).contains("\"target\" : \"tmpfs\"");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(precious))).isEqualTo("rw-------");
    }

    /** A file of the run's folder, empty as long as it isn't there. */
    private String kept(String name) throws IOException {
        Path results = folder.resolve("results");
        if (Files.notExists(results)) {
            return "";
        }
        try (Stream<Path> runs = Files.list(results)) {
            Optional<Path> file = runs.map(run -> run.resolve("jmh").resolve(name)).filter(Files::exists).findFirst();
            return file.isPresent() ? Files.readString(file.get()) : "";
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException {
        Instant end = Instant.now().plus(DEADLINE);
        while (!condition.holds()) {
            assertThat(run.isAlive() && Instant.now().isBefore(end)).as(() -> "the run's output is in " + output())
                    .isTrue();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
