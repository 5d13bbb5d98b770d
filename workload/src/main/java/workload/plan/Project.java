package workload.plan;

import java.time.Duration;
import java.util.List;

/**
 * A project of the study: where its repository is, and how it is built and proved.
 *
 * @param repository
 *            upstream URL
 * @param ref
 *            tag, branch or commit that is cloned
 * @param sourcePackage
 *            of the distribution, with the same version as the ref; null where there is none
 * @param packages
 *            Debian packages needed to build; {@code a|b} where either will do
 * @param cloneLimit
 *            after which a clone counts as failed
 * @param buildLimit
 *            the same for all steps together
 */
public record Project(String name, String description, String repository, String ref, SourcePackage sourcePackage,
        List<String> packages, List<Step> steps, List<Artefact> artefacts, Duration cloneLimit, Duration buildLimit) {
    public Project {
        packages = List.copyOf(packages);
        steps = List.copyOf(steps);
        artefacts = List.copyOf(artefacts);
    }

    /** The same project at another ref; without its source package, which holds one version only. */
    public Project withRef(String other) {
        if (other.equals(ref)) {
            return this;
        }
        return new Project(name, description, repository, other, null, packages, steps, artefacts, cloneLimit,
                buildLimit);
    }
}
