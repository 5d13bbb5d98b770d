package workload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.study.ServerMemory;
import workload.testing.Await;

/** Against a shell that answers as a server does. */
@Timeout(120)
class ServerStatisticsTest {
    private static final String SERVER = """
            n=0
            answer() {
                n=$((n + 1))
                printf "$1" $n >stats.tmp
                mv stats.tmp stats
            }
            trap 'answer "$1"' USR1
            touch ready
            while :; do sleep 600 & wait $!; kill $!; done
            """;

    @TempDir
    Path directory;

    private Process server;

    private ServerStatistics serve(String format) throws IOException {
        server = new ProcessBuilder("sh", "-c", SERVER, "sh", format).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Await.file(directory.resolve("ready"));
        return new ServerStatistics(server.pid(), directory.resolve("stats"));
    }

    @BeforeEach
    void leaveAFileOfAnEarlierTime() throws IOException {
        Files.writeString(directory.resolve("stats"), "{\"messages\": {\"LOOKUP\": 99}}");
    }

    @AfterEach
    void end() throws InterruptedException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
    }

    @Test
    void everyAnswerIsTheNewest() throws IOException {
        ServerStatistics statistics = serve("{\"transport\": \"kernel\", \"messages\": {\"LOOKUP\": %d}}");
        for (long n = 1; n <= 20; n++) {
            assertThat(statistics.messages()).isEqualTo(Map.of("LOOKUP", n));
        }
    }

    @Test
    void aServerThatDoesNotCountIsTold() throws IOException {
        ServerStatistics statistics = serve("{\"uptimeMillis\": %d}");
        assertThatThrownBy(statistics::messages).isInstanceOf(IOException.class)
                .hasMessageContaining("hold no messages");
    }

    @Test
    void writersAreToldByProgramAndSize() throws IOException {
        ServerStatistics statistics = serve("{\"messages\": {}, \"writers\": {\"git\": {\"4107\": %d}}}");
        assertThat(statistics.writers()).isEqualTo(Map.of("git", Map.of(4107L, 1L)));
        assertThat(statistics.writers()).isEqualTo(Map.of("git", Map.of(4107L, 2L)));
    }

    @Test
    void aServerThatCountsNoWritersIsTold() throws IOException {
        ServerStatistics statistics = serve("{\"messages\": {\"WRITE\": %d}}");
        assertThatThrownBy(statistics::writers).isInstanceOf(IOException.class).hasMessageContaining("hold no writers");
    }

    @Test
    void aServerThatIsGoneIsToldAtOnce() throws Exception {
        ServerStatistics statistics = serve("");
        end();
        assertThatThrownBy(statistics::messages).isInstanceOf(IOException.class).hasMessageContaining("it has ended");
    }

    @Test
    void whereTheMemoryIsIsTold() throws IOException {
        ServerStatistics statistics = serve("{\"memory\": {\"heapUsedBytes\": %d, \"heapCommittedBytes\": 20,"
                + " \"offHeapLiveBytes\": 30, \"offHeapReservedBytes\": 40, \"later\": 50}}");
        assertThat(statistics.memory()).isEqualTo(new ServerMemory(1, 20, 30, 40));
    }

    @Test
    void whatIsInBackingFilesIsKept() throws IOException {
        ServerStatistics statistics = serve("{\"store\": {\"copiedBytes\": 0, \"backedBytes\": %d}}");
        assertThat(statistics.backedBytes()).as("before it was asked").isZero();
        statistics.memory();
        assertThat(statistics.backedBytes()).isEqualTo(1);
    }

    @Test
    void aServerWithoutBackingFilesHasNothingInThem() throws IOException {
        ServerStatistics statistics = serve("{\"store\": {\"copiedBytes\": %d}}");
        statistics.memory();
        assertThat(statistics.backedBytes()).isZero();
    }

    @Test
    void aServerThatTellsNoMemoryIsNoFailure() throws IOException {
        assertThat(serve("{\"messages\": {\"LOOKUP\": %d}}").memory()).isNull();
    }

    @Test
    void questionsOfTwoThreadsGetAnAnswerEach() throws Exception {
        ServerStatistics statistics = serve("{\"messages\": {\"LOOKUP\": %d}}");
        Set<Long> answers = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                threads.submit(() -> answers.add(statistics.messages().get("LOOKUP")));
            }
        }
        assertThat(answers).hasSize(20);
    }
}
