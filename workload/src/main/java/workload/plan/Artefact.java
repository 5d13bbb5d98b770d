package workload.plan;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Proof that a build worked.
 *
 * @param command
 *            run with {@code sh -ec} in the checkout after the build; exits 0, and leaves the tree as it was. A comment in
 *            the first line of several says what it proves
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

    /** What messages call it: the comment in its first line, else its first line. */
    public String label() {
        String first = command.strip().lines().findFirst().orElseThrow();
        return first.startsWith("# ") ? first.substring(2) : first;
    }
}
