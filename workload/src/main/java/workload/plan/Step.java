package workload.plan;

/**
 * One step of a build.
 *
 * @param name
 *            for logs
 * @param command
 *            run with {@code sh -ec} in the checkout, JOBS in its environment; it works on a Git checkout and on the tree
 *            of an upstream tarball alike
 */
public record Step(String name, String command) {
    public Step {
        Required.text(name, "name");
        Required.text(command, "command");
    }
}
