package workload.pairs;

import java.math.BigDecimal;
import java.time.Duration;

import workload.stats.StoppingRule;

/**
 * When a run with {@code --until} ends.
 *
 * @param halfWidth
 *            of each interval, as a share: 0.05 for 5 %
 * @param most
 *            no round begins after it
 */
public record Until(double halfWidth, Duration most) {
    /** The default; without a limit a run might never end, since an interval may never become that narrow. */
    public static final Duration USUAL_LIMIT = Duration.ofHours(8);

    public StoppingRule rule() {
        return new StoppingRule(halfWidth);
    }

    /** The form in a run's record. */
    @Override
    public String toString() {
        return percent(halfWidth) + "%, at most " + describe(most);
    }

    /** A share in percent, without the sign. */
    public static String percent(double share) {
        return new BigDecimal(Double.toString(share)).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static String describe(Duration time) {
        return time.toSeconds() % 60 != 0
                ? time.toSeconds() + "s"
                : time.toMinutes() % 60 != 0 ? time.toMinutes() + "m" : time.toHours() + "h";
    }
}
