package workload.plan;

/**
 * A source package of the distribution that holds a project's upstream tarball.
 *
 * @param name
 *            in Debian's archive
 * @param version
 *            upstream version known to build; preferred where the archive has several
 */
public record SourcePackage(String name, String version) {
    public SourcePackage {
        Required.text(name, "name");
        Required.text(version, "version");
    }
}
