package workload.plan;

import java.time.Duration;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * A project of the study: where its repository is, and how it is built and proved.
 *
 * @param repository
 *            upstream URL
 * @param ref
 *            tag, branch or commit that is cloned
 * @param sourcePackage
 *            of the distribution, with the same version as the ref; null where there is none
 * @param parts
 *            further repositories that its tree needs
 * @param packages
 *            Debian packages needed to build; {@code a|b} where either will do
 * @param varying
 *            files that differ from build to build
 * @param expected
 *            what a trial takes
 * @param cloneLimit
 *            after which a clone counts as failed
 * @param buildLimit
 *            the same for all steps together
 */
public record Project(String name, String description, String repository, String ref, SourcePackage sourcePackage,
        List<Part> parts, List<String> packages, List<Step> steps, List<Artefact> artefacts, List<Varying> varying,
        Expectation expected, Duration cloneLimit, Duration buildLimit) {
    public Project {
        parts = List.copyOf(parts);
        varying = List.copyOf(varying);
        packages = List.copyOf(packages);
        steps = List.copyOf(steps);
        artefacts = List.copyOf(artefacts);
    }

    /** SHA-256 of all that decides what a build does and how it is proved: steps, artefacts, the steps' packages. */
    public String stepsHash() {
        return DigestUtils.sha256Hex(steps + "\n" + artefacts + "\n" + packages);
    }

    /** Whether it has this name, or one of its parts has. */
    boolean isOrHas(String other) {
        return name.equals(other) || parts.stream().anyMatch(part -> part.name().equals(other));
    }

    /** The same project, with itself or the part of this name at another ref. */
    Project withRef(String named, String other) {
        List<Part> then = parts.stream().map(part -> part.name().equals(named) ? part.withRef(other) : part).toList();
        Project project = name.equals(named) ? withRef(other) : this;
        return project.with(then);
    }

    private Project with(List<Part> others) {
        return new Project(name, description, repository, ref, sourcePackage, others, packages, steps, artefacts,
                varying, expected, cloneLimit, buildLimit);
    }

    /** The same project at another ref; without its source package, which holds one version only. */
    public Project withRef(String other) {
        if (other.equals(ref)) {
            return this;
        }
        return new Project(name, description, repository, other, null, parts, packages, steps, artefacts, varying,
                expected, cloneLimit, buildLimit);
    }
}
