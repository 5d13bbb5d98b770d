package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workload.forecast.Forecast;

class QuestionTest {
    private static final Forecast SHORT = new Forecast(Duration.ofHours(1), List.of(), null, null);
    private static final Forecast LONG = new Forecast(Duration.ofMinutes(61), List.of(), null, null);
    private static final Forecast LARGE = new Forecast(Duration.ofMinutes(1), List.of(), null, "Too little memory.");

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"y,true", "' YES ',true", "n,false", "'',false", "yesterday,false"})
    void aLongRunWaitsForAYes(String answer, boolean given) throws IOException {
        assertThat(ask(LONG, answer + "\n")).isEqualTo(given);
        assertThat(told).hasToString("Go on? [y/N] ");
    }

    @Test
    void theEndOfTheInputIsNoYes() throws IOException {
        assertThat(ask(LONG, "")).isFalse();
    }

    @Test
    void tooLittleMemoryIsAskedAboutToo() throws IOException {
        assertThat(ask(LARGE, "n\n")).isFalse();
    }

    @Test
    void aShortRunStartsAtOnce() throws IOException {
        assertThat(ask(SHORT, "n\n")).isTrue();
        assertThat(told.size()).isZero();
    }

    @Test
    void whereNobodyCanAnswerNobodyIsAsked() throws IOException {
        assertThat(new Question(new PrintStream(told), null).isGiven(LONG)).isTrue();
        assertThat(told.size()).isZero();
    }

    private boolean ask(Forecast forecast, String input) throws IOException {
        return new Question(new PrintStream(told), new StringReader(input)).isGiven(forecast);
    }
}
