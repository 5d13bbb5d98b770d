package workload.result;

import java.time.Instant;
import java.util.Map;

/**
 * One measurement, raw: a line of {@code observations.jsonl}, the same for every kind of run.
 *
 * @param <V>
 *            the values of the experiment; a name says its unit: {@code nanos}, {@code bytes}, {@code micros}, otherwise a count
 * @param key
 *            what was measured
 * @param environment
 *            id of the machine and its programs at that time, see {@link RunHead#environments}
 * @param mount
 *            id of the target as negotiated, see {@link RunHead#mounts}; null if it did not open
 * @param outcome
 *            how it ended
 * @param message
 *            one sentence for an outcome that isn't OK, else null
 * @param started
 *            null if only the values were kept
 * @param values
 *            null if there are none
 * @param files
 *            raw samples, statistics and logs by what they are, relative to the run's folder
 */
public record Observation<V>(ObservationKey key, String environment, String mount, Outcome outcome, String message,
        Instant started, Instant finished, V values, Map<String, String> files) {
    public Observation {
        files = files == null ? Map.of() : Map.copyOf(files);
    }
}
