package workload.forecast;

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
 *            one sentence where the disk may be too small, else null: what corpora take is a guess, so the user decides
 * @param missingMemory
 *            likewise of the memory, where swap isn't counted either
 */
public record Forecast(Duration time, List<String> lines, String missingDisk, String missingMemory) {
    /** From which a run is long. */
    static final Duration LONG = Duration.ofHours(1);

    /** Whether people should think twice. */
    public boolean isDoubtful() {
        return time.compareTo(LONG) > 0 || missingDisk != null || missingMemory != null;
    }
}
