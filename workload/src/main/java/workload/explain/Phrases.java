package workload.explain;

import workload.page.Numbers;
import workload.result.Count;

/** How figures stand in sentences: never without the mark of a time that wasn't measured. */
public final class Phrases {
    private static final double PERCENT = 100;
    private static final double MICROSECONDS = 1e6;
    private static final double GB = 1e9;

    private Phrases() {}

    static String seconds(double value) {
        return Numbers.significant(value) + " s";
    }

    static String seconds(double value, Basis basis) {
        return seconds(value) + basis.mark();
    }

    /** Of an arm, with what it rests on. */
    static String time(ArmFigures arm) {
        return seconds(arm.median()) + switch (arm.basis()) {
            case WHOLE -> "";
            case CUT -> " (CUT: at least that, since a clone of it was ended by the cap)";
            case EXTRAPOLATED -> " (EXTRAPOLATED from shorter histories, since it was cut: " + range(arm) + ")";
        };
    }

    /** With its measuring error, where that is known. */
    static String cost(Cost cost) {
        return cost.text() + " s" + cost.range().map(range -> ", " + range + " s over "
                + Count.of(cost.rounds().orElseThrow().n(), "round")).orElse("")
                + (cost.straddlesZero() ? ": not told from 0" : "");
    }

    /** Of an extrapolated arm, by all curves that its parts allow. */
    static String range(ArmFigures arm) {
        return seconds(arm.seconds().min()) + " to " + seconds(arm.seconds().max()) + " by the curves that may be";
    }

    static String microseconds(double seconds) {
        return Numbers.significant(seconds * MICROSECONDS) + " µs";
    }

    static String gigabytes(double bytes) {
        return Numbers.significant(bytes / GB) + " GB";
    }

    /** Seconds for each GB. */
    static String perGigabyte(double secondsPerByte) {
        return seconds(secondsPerByte * GB) + " a GB";
    }

    /** Of a share of 1, with one decimal. */
    static String signedPercent(double share) {
        return (share < 0 ? "-" : "+") + Numbers.tenths(Math.abs(share) * PERCENT) + " %";
    }

    /** Of git clone --depth, which counts along each line of parents: where there are merges more commits are that near. */
    public static String depth(int depth) {
        return "history of depth %,d".formatted(depth);
    }

    /** With one decimal. */
    static String percent(double part, double whole) {
        return Numbers.tenths(PERCENT * part / whole) + " %";
    }
}
