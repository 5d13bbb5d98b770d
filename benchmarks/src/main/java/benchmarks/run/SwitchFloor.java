package benchmarks.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import workload.micro.Condition;
import workload.micro.Sample;
import workload.os.Commands;

/**
 * What two processes on one core pay to hand a byte to each other and back: no file system in user space can be faster.
 * {@code perf bench sched pipe}.
 */
final class SwitchFloor {
    private static final Pattern MICROS = Pattern.compile("([0-9.]+) usecs/op");

    private final int core;
    private final int loops;

    /**
     * @param core
     *            that both processes are bound to
     * @param loops
     *            hand-overs to measure
     */
    SwitchFloor(int core, int loops) {
        this.core = core;
        this.loops = loops;
    }

    /** Empty where perf isn't there or can't run here. */
    Optional<Sample> measure(String work, Condition variant, int round) throws IOException {
        if (!Commands.exists("perf")) {
            return Optional.empty();
        }
        String output = Commands.run("taskset", "-c", Integer.toString(core), "perf", "bench", "sched", "pipe", "-l",
                Integer.toString(loops));
        return Optional.of(new Sample(work, variant, Sample.FLOOR, round, 1, 1, parse(output), 0, Map.of()));
    }

    static double parse(String output) throws IOException {
        Matcher matcher = MICROS.matcher(output);
        if (!matcher.find()) {
            throw new IOException("perf bench sched pipe told no usecs/op: " + List.of(output.split("\n")));
        }
        return Double.parseDouble(matcher.group(1));
    }
}
