package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusServerTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void servesWhatIsPreparedAfterItsStart() throws Exception {
        Path cache = directory.resolve("cache");
        try (CorpusServer server = CorpusServer.start(cache)) {
            Path mirror = Repositories.withHistory(directory.resolve("mirror"));
            var store = new CorpusStore(cache, Packing.ANEW, Mirrors.parse(List.of("tiny=" + mirror)), _ -> {});
            Corpus corpus = store.prepare(Repositories.project(Repositories.UNREACHABLE, "main", null));

            try (Git clone = Git.cloneRepository().setURI(server.uri(corpus).toString())
                    .setDirectory(directory.resolve("clone").toFile()).call()) {
                assertThat(clone.getRepository().resolve(Constants.HEAD).name()).isEqualTo(corpus.info().commit());
            }
            assertThat(directory.resolve("clone/link")).isSymbolicLink().hasContent("hello\n");
        }
    }

    @Test
    void closingEndsAllItsProcesses() throws Exception {
        CorpusServer server = CorpusServer.start(directory);
        ProcessHandle root = ProcessHandle.of(server.pid()).orElseThrow();
        List<ProcessHandle> processes = root.descendants().toList();

        server.close();

        assertThat(processes).isNotEmpty();
        assertEnds(root);
        processes.forEach(CorpusServerTest::assertEnds);
        assertThat(server.cpuNanos()).isZero();
    }

    @Test
    void aKilledHarnessTakesTheServerWithIt() throws Exception {
        Process harness = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Harness.class.getName(), directory.toString()).start();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(harness.inputReader().readLine())).orElseThrow();
        List<ProcessHandle> daemons = server.descendants().toList();

        harness.destroyForcibly();

        assertEnds(server);
        daemons.forEach(CorpusServerTest::assertEnds);
    }

    private static void assertEnds(ProcessHandle process) {
        assertThat(process.onExit()).succeedsWithin(DEADLINE);
    }

    /** Starts a server, says its pid and waits to be killed. */
    static final class Harness {
        private Harness() {}

        static void main(String[] arguments) throws CorpusException, IOException {
            System.out.println(CorpusServer.start(Path.of(arguments[0])).pid());
            System.in.read();
        }
    }
}
