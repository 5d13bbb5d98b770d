package workload.trial;

import java.time.Duration;

import workload.study.Trial;
import workload.study.TrialKey;

/** Tells people what is going on. */
public interface Progress extends AutoCloseable {
    /** Says something that stays. */
    void say(String line);

    /**
     * The first trial is about to start.
     *
     * @param trials
     *            how many there are in all
     * @param done
     *            how many of them are done from an earlier part of the run
     */
    void begin(int trials, int done);

    /**
     * A trial starts.
     *
     * @param remaining
     *            time to the end of the run as far as known, else null
     */
    void start(TrialKey key, Duration remaining);

    /** A part of the trial starts. */
    void phase(String name);

    void end(Trial trial);

    @Override
    void close();
}
