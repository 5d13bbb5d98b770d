package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.Test;

import workload.target.TargetException;

class SentencesTest {
    @Test
    void theEndOfAServerExplainsWhatFailedForIt() {
        Exception failure = new UncheckedIOException(new IOException("openat failed: ENOTCONN"));
        assertThat(Sentences.of(failure)).isEqualTo("openat failed: ENOTCONN");

        failure.addSuppressed(
                new TargetException("The MemFS server ended with status 137 in the middle of the trial."));
        assertThat(Sentences.of(failure)).isEqualTo(
                "The MemFS server ended with status 137 in the middle of the trial. (openat failed: ENOTCONN)");
    }

    @Test
    void aFullTargetHasANextStep() {
        assertThat(Sentences.of(new UncheckedIOException(new IOException("write failed: ENOSPC"))))
                .contains("write failed: ENOSPC", "size=", "--divide");
    }
}
