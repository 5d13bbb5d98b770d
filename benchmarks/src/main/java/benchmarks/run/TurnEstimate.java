package benchmarks.run;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import workload.micro.Condition;

/** How long a run will take: its turns, each as long as it was measured to be on two cores. */
public final class TurnEstimate {
    /** Of every turn: mounting, starting a JVM, unmounting; what --divide doesn't make less. */
    private static final int TURN_SECONDS = 1;

    private static final int TIMES_TOO_LONG = 10;
    private static final long LEAST_LIMIT_SECONDS = Duration.ofMinutes(15).toSeconds();

    private TurnEstimate() {}

    /** In a sentence for people. */
    public static String of(List<Suite> suites, RoundSettings settings) {
        String each = suites.stream().map(suite -> suite + " " + text(seconds(suite, settings)))
                .collect(Collectors.joining(", "));
        long all = suites.stream().mapToLong(suite -> seconds(suite, settings)).sum();
        return "This takes about " + text(all) + " (" + each + "). Ctrl-C ends it; what was measured stays.";
    }

    /** A suite without a mount counts as one turn. */
    static long seconds(Suite suite, RoundSettings settings) {
        return suite.isMounted()
                ? turns(suite, settings) * turnSeconds(suite, settings)
                : suite.seconds(settings.quick());
    }

    private static long turnSeconds(Suite suite, RoundSettings settings) {
        return TURN_SECONDS + suite.seconds(settings.quick()) / settings.divisor();
    }

    /** What no turn takes but one that hangs. */
    static Duration limit(Suite suite, RoundSettings settings) {
        return Duration.ofSeconds(Math.max(LEAST_LIMIT_SECONDS, TIMES_TOO_LONG * turnSeconds(suite, settings)));
    }

    private static long turns(Suite suite, RoundSettings settings) {
        long timed = settings.variantsOf(suite).stream().filter(variant -> variant != Condition.COUNTED).count();
        long counted = settings.variantsOf(suite).contains(Condition.COUNTED)
                ? settings.targetsOf(suite).stream().filter(target -> target.kind().equals("memfs")).count()
                : 0;
        return timed * settings.roundsOf(suite) * settings.targetsOf(suite).size() + counted;
    }

    private static String text(long seconds) {
        return seconds < Duration.ofMinutes(2).toSeconds() ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
