package workload.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import workload.plan.Expectation;
import workload.plan.Project;
import workload.plan.SourcePackage;
import workload.plan.Step;

/** Tiny repositories, tarballs and projects for the tests. */
final class Repositories {
    static final String UNREACHABLE = "http://127.0.0.1:1/tiny.git";

    private Repositories() {}

    /** Two commits on main; the first has the tag v1 (annotated). */
    static Path withHistory(Path directory) throws GitAPIException, IOException {
        try (Git git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
            Files.writeString(directory.resolve("main.c"), "int main(void)\n{\n}\n");
            Files.writeString(Files.createDirectories(directory.resolve("doc")).resolve("README"), "hello\r\n");
            Path script = Files.writeString(directory.resolve("configure"), "#!/bin/sh\n");
            script.toFile().setExecutable(true);
            Files.createSymbolicLink(directory.resolve("link"), Path.of("doc/README"));
            commit(git, "first");
            git.tag().setName("v1").setAnnotated(true).setMessage("v1").setSigned(false).call();
            Files.writeString(directory.resolve("more.c"), "int more;\n");
            commit(git, "second");
        }
        return directory;
    }

    static void commit(Git git, String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit().setMessage(message).setSign(false).setAuthor("a", "a@b").setCommitter("a", "a@b").call();
    }

    static Project project(String repository, String ref, SourcePackage sourcePackage) {
        return new Project("tiny", "", repository, ref, sourcePackage, List.of(), List.of(),
                List.of(new Step("make", "make")), List.of(), List.of(), Expectation.NONE, Duration.ofMinutes(1),
                Duration.ofMinutes(1));
    }

    /** A .tar.gz with a leading directory, as upstreams make them. */
    static Path tarball(Path file, String... extraNames) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            put(tar, new TarArchiveEntry("tiny-1/"), "");
            put(tar, new TarArchiveEntry("tiny-1/.gitattributes"), "* text eol=crlf\n");
            put(tar, new TarArchiveEntry("tiny-1/.gitignore"), "*.c\n");
            put(tar, new TarArchiveEntry("tiny-1/src/main.c"), "int main;\r\n");
            var script = new TarArchiveEntry("tiny-1/configure");
            script.setMode(0755);
            put(tar, script, "#!/bin/sh\n");
            var symlink = new TarArchiveEntry("tiny-1/link", TarConstants.LF_SYMLINK);
            symlink.setLinkName("src/main.c");
            put(tar, symlink, "");
            var hardLink = new TarArchiveEntry("tiny-1/twin", TarConstants.LF_LINK);
            hardLink.setLinkName("tiny-1/configure");
            put(tar, hardLink, "");
            for (String name : extraNames) {
                put(tar, new TarArchiveEntry(name, true), "extra");
            }
        }
        return file;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String text) throws IOException {
        entry.setSize(text.length());
        tar.putArchiveEntry(entry);
        tar.write(text.getBytes());
        tar.closeArchiveEntry();
    }
}
