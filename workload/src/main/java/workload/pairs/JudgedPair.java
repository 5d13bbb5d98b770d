package workload.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import workload.stats.Family;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.study.Trial;

/** A comparison of two arms and what the rounds show about it. */
public record JudgedPair(ArmPair pair, Judgement judgement) {
    /**
     * All that were measured, judged together: they are one family.
     *
     * @param alpha
     *            see {@link Family}
     */
    public static List<JudgedPair> family(List<ArmPair> pairs, List<Trial> trials, double alpha) {
        List<ArmPair> measured = new ArrayList<>();
        List<PairedRatio> ratios = new ArrayList<>();
        for (ArmPair pair : pairs) {
            pair.ratio(trials).ifPresent(ratio -> {
                measured.add(pair);
                ratios.add(ratio);
            });
        }
        List<Judgement> found = new Family(alpha).judge(ratios);
        return IntStream.range(0, measured.size()).mapToObj(i -> new JudgedPair(measured.get(i), found.get(i)))
                .toList();
    }

    public PairedRatio ratio() {
        return judgement.ratio();
    }

    /** The other arm; its target's name is enough where both arms have the same variant. */
    public String against() {
        StudyArm other = pair.other();
        return other.variant().equals(pair.arm().variant()) ? other.target() : other.label();
    }
}
