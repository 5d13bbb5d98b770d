package workload.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Locale;

import workload.forecast.Confirmation;
import workload.forecast.Forecast;

/**
 * Asks before a run that takes very long; without a terminal there is nobody to ask, and it goes on.
 *
 * @param answers
 *            where the user types, or null
 */
record Question(PrintStream out, Reader answers) implements Confirmation {

    /**
     * @param yes
     *            whether the user has said so beforehand
     */
    static Question on(boolean yes) {
        return new Question(System.out,
                yes || !Terminal.isThere() ? null : new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    @Override
    public boolean isGiven(Forecast forecast) throws IOException {
        if (answers == null || !forecast.isDoubtful()) {
            return true;
        }
        out.print("Go on? [y/N] ");
        out.flush();
        String answer = new BufferedReader(answers).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
