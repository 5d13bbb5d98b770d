package workload.result;

/**
 * The build of the program that served the file system.
 *
 * @param version
 *            as it reports it
 * @param commit
 *            that it was built from, null if that isn't known
 * @param sha256
 *            of its jar, in hexadecimal
 */
public record ServerBuild(String version, String commit, String sha256) {}
