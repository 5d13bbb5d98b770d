package workload.forecast;

import java.io.IOException;

/** Whether the user wants a run in spite of what it will take. */
public interface Confirmation {
    /**
     * Asks where there is a doubt and someone to ask.
     *
     * @param forecast
     *            has been told already
     */
    boolean isGiven(Forecast forecast) throws IOException;
}
