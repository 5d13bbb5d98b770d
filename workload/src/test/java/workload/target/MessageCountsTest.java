package workload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.testing.Await;

/** Against a shell that answers as a server does. */
@Timeout(120)
class MessageCountsTest {
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

    private MessageCounts serve(String format) throws IOException {
        server = new ProcessBuilder("sh", "-c", SERVER, "sh", format).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Await.file(directory.resolve("ready"));
        return new MessageCounts(server.pid(), directory.resolve("stats"));
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
        MessageCounts counts = serve("{\"transport\": \"kernel\", \"messages\": {\"LOOKUP\": %d}}");
        for (long n = 1; n <= 20; n++) {
            assertThat(counts.ask()).isEqualTo(Map.of("LOOKUP", n));
        }
    }

    @Test
    void aServerThatDoesNotCountIsTold() throws IOException {
        MessageCounts counts = serve("{\"operations\": {\"n\": %d}}");
        assertThatThrownBy(counts::ask).isInstanceOf(IOException.class).hasMessageContaining("hold no messages");
    }

    @Test
    void aServerThatIsGoneIsToldAtOnce() throws Exception {
        MessageCounts counts = serve("");
        end();
        assertThatThrownBy(counts::ask).isInstanceOf(IOException.class).hasMessageContaining("kill -USR1");
    }
}
