package workload.explain;

import java.time.Duration;
import java.util.List;

import workload.explain.Arm.Content;
import workload.explain.Arm.Engine;
import workload.explain.Arm.Transport;
import workload.explain.Arm.Writes;

/**
 * How long it will take, before it starts: for people, never a result.
 *
 * @param least
 *            as reckoned from the pack's size with the figures of the machine that this was written on
 * @param most
 *            if every clone were cut, without the clones of shorter histories
 */
record Estimate(Duration least, Duration most) {
    /** Seconds around each clone: a server's start and end, the warm-up, the validation. */
    private static final double AROUND = 4;
    private static final double BYTES_COPIED_A_SECOND = 1e9;
    private static final double SECONDS_A_MESSAGE = 40e-6;
    private static final int PIECE = 4096;
    private static final int JGIT_PIECE = 8192;

    static Estimate of(List<Arm> arms, long packBytes, Settings settings) {
        double cap = settings.cap().toSeconds();
        double round = arms.stream().mapToDouble(arm -> AROUND + Math.min(cap, seconds(arm, packBytes))).sum();
        return new Estimate(Duration.ofSeconds((long) (round * settings.rounds())),
                Duration.ofSeconds((long) (arms.size() * (AROUND + cap) * settings.rounds())));
    }

    /** Of one clone. */
    static double seconds(Arm arm, long packBytes) {
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

    String sentence() {
        return "This takes about " + minutes(least) + " min, at most " + minutes(most)
                + " min; --cap SECONDS bounds each clone, --quick makes one round.";
    }

    private static long minutes(Duration duration) {
        return Math.max(1, (duration.toSeconds() + 30) / 60);
    }
}
