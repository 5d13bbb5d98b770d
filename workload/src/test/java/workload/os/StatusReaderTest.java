package workload.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReaderTest {
    private static final String STATUS = """
            Name:\tVmRSS: 9 kB
            VmHWM:\t  300000 kB
            VmRSS:\t  123456 kB
            RssAnon:\t       1 kB
            RssFile:\t       0 kB
            """;

    @TempDir
    Path directory;

    @Test
    void findsAFieldAtTheStartOfALineOnly() throws IOException {
        try (StatusReader reader = reader(STATUS)) {
            reader.refresh();
            assertThat(reader.bytes("VmRSS:")).isEqualTo(123456L * 1024);
            assertThat(reader.bytes("RssAnon:")).isEqualTo(1024);
            assertThat(reader.bytes("RssFile:")).isZero();
            assertThat(reader.bytes("RssShmem:")).isZero();
        }
    }

    @Test
    void refreshReadsTheFileAnew() throws IOException {
        try (StatusReader reader = reader(STATUS)) {
            reader.refresh();
            Files.writeString(directory.resolve("status"), "VmRSS: 7 kB\n");
            reader.refresh();
            assertThat(reader.bytes("VmRSS:")).isEqualTo(7 * 1024);
            assertThat(reader.bytes("RssAnon:")).isZero();
        }
    }

    @Test
    void anEndedProcessHasNoStatus() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        try (StatusReader reader = new StatusReader(process.pid())) {
            reader.refresh();
            assertThat(reader.bytes("VmRSS:")).isPositive();
            process.destroyForcibly().waitFor();
            assertThatThrownBy(reader::refresh).isInstanceOf(IOException.class);
        }
    }

    private StatusReader reader(String status) throws IOException {
        return new StatusReader(Files.writeString(directory.resolve("status"), status));
    }
}
