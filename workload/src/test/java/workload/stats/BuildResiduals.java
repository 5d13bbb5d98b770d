package workload.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.study.PhaseName;
import workload.study.ResultStore;
import workload.study.Trial;

/**
 * How far real builds lie from the median of their project on their target: {@code log(seconds / median)} of the OK trials of
 * committed samples. {@link #main} made the file build-residuals.csv from them.
 */
final class BuildResiduals {
    /** Ran while other work loaded the machine; its three rounds represent a heavily loaded machine. */
    static final String LOADED = "sample-memory";
    private static final String FILE = "/build-residuals.csv";
    private static final String HEADER = "sample,project,target,clone,round,seconds,residual";

    private BuildResiduals() {}

    /** A line of the file. */
    record Residual(String sample, String project, String arm, int round, double log) {
        static Residual of(String line) {
            String[] cells = line.split(",");
            return new Residual(cells[0], cells[1], cells[2] + " " + cells[3], Integer.parseInt(cells[4]),
                    Double.parseDouble(cells[6]));
        }

        boolean isQuiet() {
            return !sample.equals(LOADED);
        }

        /** Residuals are smaller than errors, since each target's are taken from the median of the same values. */
        Residual widened(long ofArm) {
            return new Residual(sample, project, arm, round, log * Math.sqrt(ofArm / (ofArm - 1.0)));
        }

        private List<String> group() {
            return List.of(sample, project, arm);
        }
    }

    static List<Residual> read() {
        try (var in = BuildResiduals.class.getResourceAsStream(FILE)) {
            List<Residual> all = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1)
                    .map(Residual::of).toList();
            Map<List<String>, Long> sizes = all.stream()
                    .collect(Collectors.groupingBy(Residual::group, Collectors.counting()));
            return all.stream().map(residual -> residual.widened(sizes.get(residual.group()))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] logs(Stream<Residual> residuals) {
        return residuals.mapToDouble(Residual::log).toArray();
    }

    /** The residuals of each round that ran several arms. */
    static List<double[]> rounds(Stream<Residual> residuals) {
        Collection<List<Residual>> rounds = residuals
                .collect(Collectors.groupingBy(r -> r.sample() + r.round(), TreeMap::new, Collectors.toList()))
                .values();
        return rounds.stream().map(round -> logs(round.stream())).toList();
    }

    /** Prints the file. The arguments are the folders of runs. */
    public static void main(String... runs) throws IOException {
        StringBuilder file = new StringBuilder(HEADER).append('\n');
        for (String run : runs) {
            Map<String, List<Trial>> arms = ResultStore.read(Path.of(run)).trials().stream()
                    .filter(trial -> seconds(trial) > 0)
                    .collect(Collectors.groupingBy(BuildResiduals::arm, TreeMap::new, Collectors.toList()));
            arms.forEach((arm, trials) -> append(file, Path.of(run).getFileName() + "," + arm, trials));
        }
        System.out.print(file);
    }

    private static String arm(Trial trial) {
        return String.join(",", trial.key().project(), trial.key().target(), trial.key().variant().get("clone"));
    }

    private static void append(StringBuilder file, String arm, List<Trial> trials) {
        double[] sorted = trials.stream().mapToDouble(BuildResiduals::seconds).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        trials.forEach(trial -> file.append(String.format(Locale.ROOT, "%s,%d,%.3f,%.4f%n", arm,
                trial.key().repetition(), seconds(trial), Math.log(seconds(trial) / median))));
    }

    /** 0 for a failed trial. */
    private static double seconds(Trial trial) {
        return trial.phase(PhaseName.BUILD).map(phase -> phase.nanos() / 1e9).orElse(0.0);
    }
}
