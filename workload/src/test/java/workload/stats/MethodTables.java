package workload.stats;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints the tables of docs/appendix/statistics.md. */
final class MethodTables {
    private static final Simulation FULL = new Simulation(10_000, 1);
    /** Each p-value of the bootstrap takes a thousand resamples. */
    private static final Simulation SHORT = new Simulation(2_000, 1);
    private static final int[] ROUNDS = {3, 5, 6, 7, 8, 9, 10};
    private static final double[] WIDTHS = {0.03, 0.05};

    private MethodTables() {}

    public static void main(String... arguments) {
        for (Machines machines : Machines.values()) {
            methods("false reports, " + machines.label,
                    (method, rounds) -> simulation(method).falseReports(method, machines, rounds));
        }
        for (Machines machines : Machines.values()) {
            methods("+10 % found, nginx alone, " + machines.label,
                    (method, rounds) -> simulation(method).found(method, machines, rounds, 0.1));
        }
        methods("+10 % found, in a report, " + Machines.QUIET.label,
                (method, rounds) -> simulation(method).foundInReport(method, Machines.QUIET, rounds, 0.1));
        slowDowns();
        endings();
    }

    private static Simulation simulation(Method method) {
        return method == Method.BOOTSTRAP ? SHORT : FULL;
    }

    private interface Share {
        double of(Method method, int rounds);
    }

    private static void methods(String title, Share share) {
        head(title, IntStream.of(ROUNDS).mapToObj(Integer::toString));
        for (Method method : Method.values()) {
            row(method.label, rounds -> share.of(method, rounds));
        }
    }

    private static void slowDowns() {
        head("slow-down found, nginx alone, t on logs", IntStream.of(ROUNDS).mapToObj(Integer::toString));
        for (double slowDown : new double[]{0.03, 0.05, 0.1, 0.2}) {
            row("+" + Math.round(slowDown * 100) + " %",
                    rounds -> FULL.found(Method.STUDENT, Machines.QUIET, rounds, slowDown));
        }
    }

    private static void row(String label, ToDoubleFunction<Integer> share) {
        System.out.println("| " + label + " | " + IntStream.of(ROUNDS)
                .mapToObj(rounds -> decimal(share.applyAsDouble(rounds))).collect(Collectors.joining(" | ")) + " |");
    }

    private static void endings() {
        head("interval holds the true ratio", Stream.of("reached", "rounds", "at 95 %", "at 97.5 %"));
        for (double width : WIDTHS) {
            var rule = new StoppingRule(width);
            ending(rule, Machines.QUIET, true);
            ending(rule, Machines.QUIET, false);
            ending(rule, Machines.ROUNDS, true);
        }
    }

    private static void ending(StoppingRule rule, Machines machines, boolean nginx) {
        Simulation.Ending at95 = FULL.until(rule, Family.ALPHA, machines, nginx);
        Simulation.Ending at975 = FULL.until(rule, StoppingRule.ALPHA, machines, nginx);
        System.out.printf(Locale.ROOT, "| ± %.0f %%, %s, %s | %s | %.1f | %s | %s |%n", rule.halfWidth() * 100,
                nginx ? "nginx" : "redis and python", machines.label, decimal(at975.reached()), at975.rounds(),
                decimal(at95.held()), decimal(at975.held()));
    }

    private static void head(String title, Stream<String> columns) {
        String cells = columns.collect(Collectors.joining(" | "));
        System.out.println("\n| " + title + " | " + cells + " |");
        System.out.println("|---|" + cells.replaceAll("[^|]+", "---:") + "|");
    }

    private static String decimal(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }
}
