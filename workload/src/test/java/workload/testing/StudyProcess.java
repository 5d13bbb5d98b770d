package workload.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import workload.cli.Main;
import workload.process.DefaultSignals;

/** The study in a process of its own, as benchmark.sh starts it. */
public final class StudyProcess implements AutoCloseable {
    /** A variable for {@link #startThrough}: warmed up and with all tools recorded, as a user's run. */
    public static final String MEASURED = "STUDY_MEASURED";
    private static final long DEADLINE_MINUTES = 5;

    private final Process process;
    private final Path output;

    private StudyProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it with the default action of all signals, also if these tests ignore some.
     *
     * @param home
     *            the study's checkout
     */
    public static StudyProcess start(Path home, List<String> arguments) throws IOException {
        return startThrough(List.of(), Map.of(), home, arguments);
    }

    /**
     * The same with another environment.
     *
     * @param before
     *            a command before the study's that exec's it
     * @param environment
     *            added to its own
     */
    public static StudyProcess startThrough(List<String> before, Map<String, String> environment, Path home,
            List<String> arguments) throws IOException {
        Path output = Files.createTempFile("study-", ".out");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dstudy.home=" + home,
                "-Dstudy.rehearsal=" + !environment.containsKey(MEASURED),
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(DefaultSignals.of(command)).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new StudyProcess(builder.start(), output);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGINT, as Ctrl-C sends it. */
    public void interrupt() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().onExit().join();
    }

    /** SIGTERM, as kill(1) sends it. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: nothing of its own clean-up runs. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end; returns its status. */
    public int await() throws IOException, InterruptedException {
        if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("the study did not end within " + DEADLINE_MINUTES + " min: " + output());
        }
        return process.exitValue();
    }

    /** Everything it has said so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
