package workload.clones;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import workload.explain.Arm.Content;
import workload.explain.Arm.Engine;
import workload.explain.Arm.Transport;
import workload.explain.Arm.Writes;
import workload.explain.Arm;

/**
 * How long it will take, before it starts, as reckoned from the pack's size with the figures of the machine that this was
 * written on: for people, never a result, and no bound.
 *
 * @param cap
 *            seconds
 * @param overCap
 *            arms that will probably be cut
 * @param slowest
 *            seconds of one clone by the slowest arm
 */
public record Estimate(Duration about, long cap, long overCap, double slowest) {
    /** Seconds around each clone: a server's start and end, the warm-up, the validation. */
    public static final double AROUND = 1.5;
    private static final double BYTES_COPIED_A_SECOND = 1.8e9;
    private static final double SECONDS_A_MESSAGE = 40e-6;
    private static final int PIECE = 4096;
    private static final int JGIT_PIECE = 8192;

    public static Estimate of(List<Arm> arms, long packBytes, Settings settings) {
        double all = arms.stream().mapToDouble(arm -> ofRounds(arm, packBytes, settings)).sum();
        double[] single = arms.stream().mapToDouble(arm -> seconds(arm, packBytes)).sorted().toArray();
        long cap = settings.cap().toSeconds();
        return new Estimate(Duration.ofSeconds((long) all), cap,
                Arrays.stream(single).filter(seconds -> seconds > cap).count(),
                single.length == 0 ? 0 : single[single.length - 1]);
    }

    /** An arm that is cut isn't tried again, but with shorter histories, until one of these is cut too. */
    private static double ofRounds(Arm arm, long packBytes, Settings settings) {
        double cap = settings.cap().toSeconds();
        double whole = seconds(arm, packBytes);
        if (whole <= cap) {
            return settings.rounds() * (AROUND + whole);
        }
        double all = AROUND + cap;
        for (int share : Explain.SHARES) {
            double part = seconds(arm, packBytes / share);
            all += AROUND + Math.min(cap, part);
            if (part > cap) {
                break;
            }
        }
        return all;
    }

    /** Of one clone. */
    public static double seconds(Arm arm, long packBytes) {
        double own = arm.engine() == Engine.BULK ? 0.2 : 1 + packBytes / 10e6;
        if (arm.transport() == Transport.TMPFS) {
            return own;
        }
        double calls = (double) packBytes / piece(arm);
        double copied = arm.content() == Content.CONTIGUOUS ? packBytes * calls / 2 : 0;
        return own + calls * SECONDS_A_MESSAGE + copied / BYTES_COPIED_A_SECOND;
    }

    /** Bytes of the pack in one write that reaches the server. */
    private static int piece(Arm arm) {
        int message = arm.writes() == Writes.PIECES ? PIECE : 1 << 20;
        int own = switch (arm.engine()) {
            case GIT -> PIECE;
            case JGIT -> JGIT_PIECE;
            case BULK -> 1 << 20;
        };
        return arm.writes() == Writes.GATHERED ? message : Math.min(message, own);
    }

    public String sentence() {
        return "This takes about " + minutes(about) + " min; --quick makes one round, --cap SECONDS ends a clone that"
                + " takes longer.";
    }

    /** Empty where every arm will probably come to its end. */
    public Optional<String> warning() {
        return overCap == 0
                ? Optional.empty()
                : Optional.of(
                        ("%d of the arms will probably be cut by the cap of %d s and extrapolated, since the slowest takes"
                                + " about %.0f s: to have them measured use --cap %d.").formatted(overCap, cap, slowest,
                                        (long) Math.ceil(2 * slowest)));
    }

    private static long minutes(Duration duration) {
        return Math.max(1, (duration.toSeconds() + 30) / 60);
    }
}
