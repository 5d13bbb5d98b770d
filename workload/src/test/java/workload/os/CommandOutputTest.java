package workload.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

class CommandOutputTest {
    /** A command that reports by its status, as compare does: the sentence says that its text is lost. */
    @Test
    void anotherStatusStaysAndTheLossIsReported() {
        CommandOutput output = new CommandOutput(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        new PrintStream(output, true).print("SLOWER");
        PrintStream errors = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true));
        try {
            assertThat(output.status(10)).isEqualTo(10);
        } finally {
            System.setErr(errors);
        }
        assertThat(printed.toString()).contains("Standard output can't be written (No space left on device)");
    }
}
