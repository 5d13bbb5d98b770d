package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.plan.SourcePackage;

/** Against a Debian archive of our own, in a directory. */
class SourcePackageOriginTest {
    @TempDir
    Path directory;
    private Path archive;
    private Path etc;
    private final List<String> log = new ArrayList<>();
    private final StringBuilder index = new StringBuilder();

    @BeforeEach
    void makeArchive() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/apt-get")), "needs apt-get");
        JGitSetup.isolate(directory.resolve("home"));
        archive = Files.createDirectories(directory.resolve("archive"));
        etc = Files.createDirectories(directory.resolve("etc"));
        Files.writeString(etc.resolve("sources.list"), "deb [trusted=yes] file:" + archive + " ./\n");
    }

    @Test
    void takesTheNewestVersion() throws Exception {
        add("1:1.9-1", true);
        add("1:1.10-1", true);

        assertThat(find("1.10").source()).isEqualTo("tiny 1:1.10-1");
        assertThat(log).isEmpty();
    }

    @Test
    void prefersTheVersionKnownToBuild() throws Exception {
        add("1.9-1", true);
        add("1.9-2", true);
        add("2.0-1", true);

        assertThat(find("1.9").source()).isEqualTo("tiny 1.9-2");
    }

    @Test
    void takesAnOlderVersionWhenTheFilesOfTheNewestAreGone() throws Exception {
        add("1.10-1", true);
        add("1.11-1", false);

        assertThat(find("1.11").source()).isEqualTo("tiny 1.10-1");
        assertThat(log).singleElement().asString().contains("tiny 1.11-1 can't be had");
    }

    @Test
    void saysWhenItIsAnotherVersion() throws Exception {
        add("2.0-1", true);

        assertThat(find("1.9").source()).isEqualTo("tiny 2.0-1");
        assertThat(log).singleElement().asString().contains("2.0 instead of 1.9");
    }

    @Test
    void aPackageThatNobodyHasIsNamed() throws Exception {
        add("1.0-1", false);

        assertThatThrownBy(() -> find("1.0")).isInstanceOf(CorpusException.class).hasMessageContaining("tiny");
    }

    private Origin.Found find(String knownVersion) throws CorpusException, IOException {
        Files.writeString(archive.resolve("Sources"), index);
        var project = Repositories.project(Repositories.UNREACHABLE, "v1", new SourcePackage("tiny", knownVersion));
        return new SourcePackageOrigin(project, directory.resolve("apt"), etc, log::add)
                .find(Files.createDirectories(directory.resolve("scratch")));
    }

    private void add(String version, boolean present) throws IOException {
        String name = "tiny_" + SourcePackageOrigin.upstream(version) + ".orig.tar.gz";
        Path file = Repositories.tarball(archive.resolve(name));
        byte[] bytes = Files.readAllBytes(file);
        index.append("""
                Package: tiny
                Version: %s
                Architecture: any
                Format: 3.0 (quilt)
                Directory: .
                Files:
                 %s %d %s
                Checksums-Sha256:
                 %s %d %s

                """.formatted(version, hash("MD5", bytes), bytes.length, name, hash("SHA-256", bytes), bytes.length,
                name));
        if (!present) {
            Files.delete(file);
        }
    }

    private static String hash(String algorithm, byte[] bytes) {
        return new DigestUtils(algorithm).digestAsHex(bytes);
    }
}
