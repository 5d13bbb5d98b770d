package workload.run;

import java.time.Duration;
import java.util.List;

/**
 * What a run will take, told before anything starts.
 *
 * @param time
 *            of the trials whose time is known
 * @param lines
 *            for people
 * @param missingDisk
 *            one sentence where the disk is too small, else null
 * @param missingMemory
 *            likewise of the memory; since a part of it is a guess, and swap isn't counted, the user decides
 */
public record Forecast(Duration time, List<String> lines, String missingDisk, String missingMemory) {
    /** From which a run is long. */
    static final Duration LONG = Duration.ofHours(1);

    /** Whether people should think twice. */
    public boolean isDoubtful() {
        return time.compareTo(LONG) > 0 || missingMemory != null;
    }
}
