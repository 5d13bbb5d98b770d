package workload.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;

import workload.os.User;

/**
 * What a test needs of the machine: without it the test is skipped visibly, and fails under
 * {@code -Dfuse.required=true}.
 */
public final class Requirements {
    private static final boolean REQUIRED = Boolean.getBoolean("fuse.required");

    private Requirements() {}

    public static void root() {
        require(User.isRoot() ? List.of() : List.of("needs root"));
    }

    /** Nothing may be needed any more. */
    public static void require(List<String> needs) {
        if (!needs.isEmpty() && REQUIRED) {
            fail(needs + " (-Dfuse.required=true)");
        }
        if (!needs.isEmpty()) {
            abort(needs.toString());
        }
    }
}
