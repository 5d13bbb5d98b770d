package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.plan.Project;
import workload.plan.SourcePackage;
import workload.result.CorpusInfo;

class CorpusStoreTest {
    @TempDir
    Path directory;
    private Path cache;
    private Path upstream;
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void makeUpstream() throws Exception {
        cache = directory.resolve("cache");
        JGitSetup.isolate(cache.resolve("jgit"));
        upstream = Repositories.withHistory(directory.resolve("mirrors/tiny"));
    }

    @Test
    void aMirrorIsReadInPlace() throws Exception {
        Corpus corpus = store("tiny=" + upstream).prepare(unreachable("main"));

        CorpusInfo info = corpus.info();
        assertThat(info.origin()).isEqualTo("mirror");
        assertThat(info.source()).isEqualTo(upstream.toString());
        assertThat(info.commits()).isEqualTo(2);
        assertThat(info.files()).isEqualTo(4);
        assertThat(info.linesOfCode()).isEqualTo(4);
        assertThat(info.treeBytes()).isEqualTo(19 + 7 + 10 + 10);
    }

    @Test
    void aDirectoryOfMirrorsServesToo() throws Exception {
        assertThat(store(directory.resolve("mirrors").toString()).prepare(unreachable("main")).info().commits())
                .isEqualTo(2);
    }

    @Test
    void onlyThePinnedRefIsInTheCorpus() throws Exception {
        Corpus corpus = store("tiny=" + upstream).prepare(unreachable("v1"));

        try (Git git = Git.open(corpus.repository().toFile())) {
            List<Ref> refs = git.getRepository().getRefDatabase().getRefs();
            assertThat(refs).extracting(Ref::getName).containsExactlyInAnyOrder("HEAD", "refs/heads/main");
            assertThat(refs).extracting(ref -> ref.getObjectId().name()).containsOnly(corpus.info().commit());
        }
        assertThat(corpus.info().commits()).isEqualTo(1);
        assertThat(files(corpus.repository().resolve("objects/pack"))).hasSize(3).anyMatch(name -> name.endsWith(
                ".bitmap"));
    }

    @Test
    void anyMirrorGivesTheSamePack() throws Exception {
        Path other = directory.resolve("other.git");
        Git.cloneRepository().setBare(true).setURI(upstream.toUri().toString()).setDirectory(other.toFile()).call()
                .close();

        Corpus first = store("tiny=" + upstream).prepare(unreachable("main"));
        Corpus second = store("tiny=" + other).prepare(unreachable("main"));

        assertThat(second.repository()).isNotEqualTo(first.repository());
        assertThat(files(second.repository().resolve("objects/pack")))
                .isEqualTo(files(first.repository().resolve("objects/pack")));
        assertThat(second.info().bytes()).isEqualTo(first.info().bytes());
    }

    @Test
    void asItsOriginPackedItIsACorpusOfItsOwn() throws Exception {
        Files.writeString(upstream.resolve("long.c"), "int same;\n".repeat(1000));
        try (Git git = Git.open(upstream.toFile())) {
            Repositories.commit(git, "long");
        }
        GitCommand.withDefaults(upstream, Duration.ofMinutes(1), "-c", "pack.compression=0", "repack", "-q", "-a", "-d",
                "-f");

        Corpus anew = store("tiny=" + upstream).prepare(unreachable("main"));
        Corpus asOrigin = store(Packing.AS_ORIGIN, "tiny=" + upstream).prepare(unreachable("main"));

        assertThat(asOrigin.repository()).isNotEqualTo(anew.repository());
        assertThat(asOrigin.info().commit()).isEqualTo(anew.info().commit());
        assertThat(asOrigin.info().bytes()).isGreaterThan(9_000 + anew.info().bytes());
        assertThat(asOrigin.info().source()).isEqualTo(upstream + ", as packed there");
        assertThat(store("tiny=" + upstream).prepare(unreachable("main"))).isEqualTo(anew);
    }

    @Test
    void aMirrorThatMovedOnGivesANewCorpus() throws Exception {
        CorpusStore store = store("tiny=" + upstream);
        String before = store.prepare(unreachable("main")).info().commit();
        try (Git git = Git.open(upstream.toFile())) {
            Files.writeString(upstream.resolve("third.c"), "int third;\n");
            Repositories.commit(git, "third");
        }

        assertThat(store.prepare(unreachable("main")).info().commit()).isNotEqualTo(before);
        assertThat(store.prepare(unreachable("v1")).info().commit()).isNotEqualTo(before);
    }

    @Test
    void aRefThatTheMirrorLacksNamesTheOption() {
        assertThatThrownBy(() -> store("tiny=" + upstream).prepare(unreachable("v2")))
                .isInstanceOf(CorpusException.class).hasMessageContaining("'v2'").hasMessageContaining("--ref tiny=");
    }

    @Test
    void aMirrorThatIsNoRepositoryIsNamed() throws IOException {
        // Inside of a repository, which Git would find on its way up.
        Path inside = Files.createDirectories(upstream.resolve("doc/sub"));

        assertThatThrownBy(() -> store("tiny=" + inside).prepare(unreachable("main")))
                .isInstanceOf(CorpusException.class).hasMessageContaining(inside + " is not a Git repository");
    }

    @Test
    void upstreamIsAskedOnceAndThenTheCache() throws Exception {
        Project project = Repositories.project(upstream.toUri().toString(), "v1", null);
        Corpus first = store().prepare(project);
        Files.move(upstream, directory.resolve("gone"));

        Corpus second = store().prepare(project);

        assertThat(first.info().origin()).isEqualTo("upstream");
        assertThat(second).isEqualTo(first);
        assertThat(log).hasSize(1);
    }

    @Test
    void anUnreachableUpstreamIsFollowedByTheSourcePackage() {
        var project = Repositories.project(Repositories.UNREACHABLE, "v1", new SourcePackage("tiny", "1"));

        assertThatThrownBy(() -> store().prepare(project)).isInstanceOf(CorpusException.class)
                .hasMessageContaining("can't be reached").hasMessageContaining("no source package tiny")
                .hasMessageContaining("--mirror tiny=PATH");
        assertThat(log).hasSize(2);
    }

    @Test
    void failuresLeaveNothingBehind() throws IOException {
        assertThatThrownBy(() -> store().prepare(unreachable("v1"))).isInstanceOf(CorpusException.class);

        assertThat(files(cache)).allMatch(name -> name.equals("jgit") || name.endsWith(".lock"));
    }

    @Test
    void whatAKilledRunLeftIsMadeAnew() throws Exception {
        CorpusStore store = store("tiny=" + upstream);
        Corpus corpus = store.prepare(unreachable("main"));
        Path entry = corpus.repository().getParent();
        Files.delete(entry.resolve("corpus.json"));
        Files.createDirectories(entry.resolveSibling(entry.getFileName() + ".partial/repository.git/objects"));

        assertThat(store.prepare(unreachable("main"))).isEqualTo(corpus);
        assertThat(files(cache)).noneMatch(name -> name.endsWith(".partial"));
    }

    @Test
    void theArchiveIsTheTree() throws Exception {
        Corpus corpus = store("tiny=" + upstream).prepare(unreachable("main"));

        var modes = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(corpus.archive())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                modes.put(entry.getName(), entry.isSymbolicLink()
                        ? entry.getLinkName()
                        : Integer.toOctalString(entry.getMode() & 0777) + " " + entry.getSize());
            }
        }
        assertThat(modes).containsExactlyInAnyOrderEntriesOf(Map.of("main.c", "644 19", "more.c", "644 10", "configure",
                "755 10", "doc/README", "644 7", "link", "doc/README"));
    }

    private CorpusStore store(String... mirrors) throws CorpusException, IOException {
        return store(Packing.ANEW, mirrors);
    }

    private CorpusStore store(Packing packing, String... mirrors) throws CorpusException, IOException {
        return new CorpusStore(cache, packing, Mirrors.parse(List.of(mirrors)), log::add,
                Files.createDirectories(directory.resolve("etc-apt")));
    }

    private static Project unreachable(String ref) {
        return Repositories.project(Repositories.UNREACHABLE, ref, null);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
