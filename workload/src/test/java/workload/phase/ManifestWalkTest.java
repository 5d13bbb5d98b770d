package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workload.manifest.Manifest;
import workload.os.Commands;
import workload.os.User;

/** A walk over what a build may leave. */
@Timeout(60)
class ManifestWalkTest {
    /** Of nothing, and of "abc", FIPS 180-2. */
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path temporary;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(temporary.resolve("tree"));
    }

    private List<Manifest.Entry> walk() throws IOException, PhaseException {
        ManifestWalk walk = new ManifestWalk(tree);
        walk.run(new Cancellation());
        return walk.entries();
    }

    private Manifest.Entry only() throws IOException, PhaseException {
        List<Manifest.Entry> entries = walk();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private Path file(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(tree.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void filesDirectoriesAndLinksInTheOrderOfTheirPaths() throws Exception {
        Files.setPosixFilePermissions(Files.createDirectory(tree.resolve("d")),
                PosixFilePermissions.fromString("rwxr-x---"));
        file("d/b", "abc", "rwxr-xr-x");
        file("d.c", "", "rw-r--r--");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("no/such/file"));

        assertThat(walk()).containsExactly(new Manifest.Entry("d", 'd', "750", null, null),
                new Manifest.Entry("d.c", 'f', "644", 0L, EMPTY), new Manifest.Entry("d/b", 'f', "755", 3L, ABC),
                new Manifest.Entry("link", 'l', null, null, "no/such/file"));
    }

    @Test
    void theSetIdBitsAndTheStickyBitAreOfTheMode() throws Exception {
        Commands.run("chmod", "7711", file("x", "", "rwx------").toString());
        assertThat(only().mode()).isEqualTo("7711");
    }

    @Test
    void aFileThatIsLongerThanTheBufferIsReadWhole() throws Exception {
        file("x", "x".repeat(1_000_000), "rw-r--r--");
        String sum = Commands.run("sha256sum", tree.resolve("x").toString()).split(" ")[0];
        assertThat(only()).isEqualTo(new Manifest.Entry("x", 'f', "644", 1_000_000L, sum));
    }

    @Test
    void noRepositoryCountsHoweverDeep() throws Exception {
        Files.createDirectories(tree.resolve(".git/objects"));
        Files.createDirectories(tree.resolve("srclib/apr/.git"));
        Files.writeString(Files.createDirectory(tree.resolve("module")).resolve(".git"), "gitdir: ../.git");
        assertThat(walk()).extracting(Manifest.Entry::path).containsExactly("module", "srclib", "srclib/apr");
    }

    @Test
    void namesOfAnyBytesStayWhatTheyAre() throws Exception {
        Files.createFile(Path.of(URI.create(tree.toUri() + "%FF%C3%BC%0A%09%5C%20~")));
        assertThat(only().path()).isEqualTo("\\xff\\xc3\\xbc\\x0a\\x09\\x5c ~");
    }

    @Test
    void targetsOfLinksToo() throws Exception {
        Files.createDirectory(tree.resolve("d"));
        Commands.run("ln", "-s", "d/", tree.resolve("a").toString());
        Commands.run("ln", "-s", "d", tree.resolve("b").toString());
        Commands.run("ln", "-s", tree + "/\\n", tree.resolve("c").toString());
        assertThat(walk()).filteredOn(entry -> entry.type() == 'l').extracting(Manifest.Entry::contents)
                .containsExactly("d/", "d", tree + "/\\x5cn");
    }

    @Test
    void whatIsNoFileIsNotOpened() throws Exception {
        Commands.run("mkfifo", "-m", "640", tree.resolve("fifo").toString());
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(tree.resolve("socket")));
            assertThat(walk()).extracting(Manifest.Entry::type).containsExactly('p', 's');
        }
    }

    @Test
    void aFileThatItsOwnerMayNotReadIsNoError() throws Exception {
        file("x", "abc", "---------");
        assertThat(only().contents()).isEqualTo(User.isRoot() ? ABC : Manifest.UNREADABLE);
    }

    @Test
    void aFileThatHoldsLessThanItsSizeIsAnError() {
        ManifestWalk walk = new ManifestWalk(Path.of("/proc/self/net/stat"));
        assertThatThrownBy(() -> walk.run(new Cancellation())).isInstanceOf(IOException.class)
                .hasMessageContaining("has a size of 0 bytes");
    }

    @Test
    void aTreeThatIsGoneIsAnError() {
        ManifestWalk walk = new ManifestWalk(tree.resolve("gone"));
        assertThatThrownBy(() -> walk.run(new Cancellation())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aCancelEndsIt() throws IOException {
        file("x", "", "rw-r--r--");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
        ManifestWalk walk = new ManifestWalk(tree);
        assertThatThrownBy(() -> walk.run(cancellation)).isInstanceOf(PhaseException.class);
    }
}
