package benchmarks;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;

import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

/** What these tests need of the machine: without it a test is skipped, and fails under {@code -Dfuse.required=true}. */
public final class Requirements {
    private static final Path HOME = Path.of(System.getProperty("study.home"));

    private Requirements() {}

    public static void targets(String names) throws TargetException {
        for (TargetSpec target : TargetSpec.parse(List.of(names))) {
            List<String> needs = Targets.of(target, HOME).needs();
            if (!needs.isEmpty() && Boolean.getBoolean("fuse.required")) {
                fail(needs + " (-Dfuse.required=true)");
            } else if (!needs.isEmpty()) {
                abort(needs.toString());
            }
        }
    }
}
