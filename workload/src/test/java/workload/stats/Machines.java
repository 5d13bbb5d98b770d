package workload.stats;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Where the simulation's times come from: for one round of a project, the log of each target's time without a difference. */
public enum Machines {
    /** Each trial draws a residual of its own from the quiet samples: of nginx, or of redis and python. */
    QUIET("quiet, trial by trial") {
        @Override
        double[] round(boolean nginx, int targets, RandomGenerator random) {
            return draw(nginx ? QUIET_NGINX : QUIET_OTHERS, targets, random);
        }
    },
    /** A round of nginx as it was, its targets exchanged: what disturbs neighbours together stays together. */
    ROUNDS("quiet, whole rounds") {
        @Override
        double[] round(boolean nginx, int targets, RandomGenerator random) {
            double[] round = NGINX_ROUNDS.get(random.nextInt(NGINX_ROUNDS.size())).clone();
            for (int i = 0; i < targets; i++) {
                int other = i + random.nextInt(round.length - i);
                double drawn = round[other];
                round[other] = round[i];
                round[i] = drawn;
            }
            return round;
        }
    },
    /** With the residuals of a run on a loaded machine among them. */
    LOADED("loaded, trial by trial") {
        @Override
        double[] round(boolean nginx, int targets, RandomGenerator random) {
            return draw(ALL, targets, random);
        }
    };

    private static final List<BuildResiduals.Residual> READ = BuildResiduals.read();
    private static final double[] ALL = BuildResiduals.logs(READ.stream());
    private static final double[] QUIET_NGINX = BuildResiduals
            .logs(READ.stream().filter(r -> r.isQuiet() && isNginx(r)));
    private static final double[] QUIET_OTHERS = BuildResiduals
            .logs(READ.stream().filter(r -> r.isQuiet() && !isNginx(r)));
    private static final List<double[]> NGINX_ROUNDS = BuildResiduals
            .rounds(READ.stream().filter(r -> r.isQuiet() && isNginx(r)));

    public final String label;

    Machines(String label) {
        this.label = label;
    }

    /**
     * @param nginx
     *            whether the project is nginx
     * @return at least as many values as targets
     */
    abstract double[] round(boolean nginx, int targets, RandomGenerator random);

    private static boolean isNginx(BuildResiduals.Residual residual) {
        return residual.project().equals("nginx");
    }

    private static double[] draw(double[] from, int targets, RandomGenerator random) {
        return IntStream.range(0, targets).mapToDouble(_ -> from[random.nextInt(from.length)]).toArray();
    }
}
