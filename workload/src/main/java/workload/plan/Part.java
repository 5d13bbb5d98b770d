package workload.plan;

import java.time.Duration;
import java.util.List;

/**
 * A repository of its own that a project's tree needs inside of it, as httpd needs APR: cloned like the project, into a
 * directory of its checkout.
 *
 * @param name
 *            for messages, {@code --mirror} and {@code --ref}
 * @param directory
 *            in the checkout, which doesn't have it
 * @param repository
 *            upstream URL
 * @param ref
 *            tag, branch or commit that is cloned
 * @param sourcePackage
 *            of the distribution, with the same version as the ref; null where there is none
 */
public record Part(String name, String directory, String repository, String ref, SourcePackage sourcePackage) {
    public Part {
        Required.name(name);
        Required.text(repository, "repository");
        Required.text(ref, "ref");
        Required.insidePath(directory, "directory");
    }

    /** The same part at another ref; without its source package, which holds one version only. */
    public Part withRef(String other) {
        return other.equals(ref) ? this : new Part(name, directory, repository, other, null);
    }

    /** What corpora are made of: a project that nobody builds. */
    public Project asProject(Duration cloneLimit) {
        return new Project(name, "", repository, ref, sourcePackage, List.of(), List.of(), List.of(), List.of(),
                List.of(), Expectation.NONE, cloneLimit, Duration.ZERO);
    }
}
