package workload.plan;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Proof that a build worked.
 *
 * @param command
 *            run with {@code sh -ec} in the checkout after the build; exits 0
 * @param expect
 *            regular expression that is found in what the command prints
 */
public record Artefact(String command, String expect) {
    public Artefact {
        Required.text(command, "command");
        Required.text(expect, "expect");
        try {
            Pattern.compile(expect);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + expect + "' is no regular expression: " + e.getDescription(), e);
        }
    }
}
