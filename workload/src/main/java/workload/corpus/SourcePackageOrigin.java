package workload.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectInserter;
import workload.plan.Project;
import workload.plan.SourcePackage;
import workload.process.Command;

/** The upstream tarball in the distribution's archive, imported as one commit. */
record SourcePackageOrigin(Project project, Path aptHome, Path aptEtc, Consumer<String> log) implements Origin {
    @Override
    public String label() {
        return "source-package";
    }

    /** Without the version, so that the cache serves without a network. */
    @Override
    public String identity() {
        return source().name() + " " + source().version();
    }

    private SourcePackage source() {
        return project.sourcePackage();
    }

    @Override
    public Found find(Path scratch) throws CorpusException {
        try {
            PrivateApt apt = PrivateApt.in(aptHome, aptEtc);
            for (String version : candidates(apt)) {
                Command.Result result = apt.download(source().name(), version, scratch);
                if (result.ok()) {
                    return imported(tarball(scratch, version), version, scratch.resolve("imported"));
                }
                log.accept(source().name() + " " + version + " can't be had from the archive (" + result.lastLine()
                        + "), trying an older one");
            }
        } catch (IOException e) {
            throw new CorpusException(
                    "the source package " + source().name() + " can't be used (" + e.getMessage() + ")", e);
        }
        throw new CorpusException("no source package " + source().name() + " can be downloaded with apt-get");
    }

    /** Newest first, but those of the version known to build before all others. */
    private List<String> candidates(PrivateApt apt) throws IOException {
        var versions = new ArrayList<>(apt.versions(source().name()));
        versions.sort(Comparator.comparing(version -> !upstream(version).equals(source().version())));
        if (!versions.isEmpty() && !upstream(versions.getFirst()).equals(source().version())) {
            log.accept("note: the archive has " + source().name() + " " + upstream(versions.getFirst()) + " instead of "
                    + source().version() + ", which is the version known to build");
        }
        return versions;
    }

    /** Debian's version without epoch and revision: {@code 5:7.0.15-1~deb12u7} is upstream's 7.0.15. */
    static String upstream(String version) {
        int revision = version.lastIndexOf('-');
        return version.substring(version.indexOf(':') + 1, revision < 0 ? version.length() : revision);
    }

    private Path tarball(Path directory, String version) throws IOException {
        String glob = source().name() + "_" + upstream(version) + ".orig.tar.{gz,xz,bz2}";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            for (Path file : files) {
                return file;
            }
        }
        throw new IOException("apt-get source left no " + glob);
    }

    private Found imported(Path tarball, String version, Path repository) throws IOException {
        try (Git git = Git.init().setBare(true).setDirectory(repository.toFile()).call();
                ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            String commit = TarballImport.commit(tarball, inserter).name();
            return new Found(repository.resolve("objects"), commit, source().name() + " " + version);
        } catch (GitAPIException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
