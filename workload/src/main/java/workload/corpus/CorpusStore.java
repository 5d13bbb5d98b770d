package workload.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.plan.Part;
import workload.plan.Project;
import workload.result.CorpusInfo;

/**
 * The cache of corpora, and the order in which origins are asked: a mirror that the user names, what the cache holds,
 * the upstream URL, the distribution's source package.
 *
 * <p>
 * Of a pinned branch or tag the cache keeps what it was when it was fetched; delete the cache to fetch it again.
 */
public final class CorpusStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path cache;
    private final Packing packing;
    private final Mirrors mirrors;
    private final Consumer<String> log;
    private final Path aptEtc;

    /**
     * Opens the store, and isolates JGit ({@link JGitSetup}) in it.
     *
     * @param cacheDirectory
     *            is made when it isn't there
     * @param log
     *            takes lines for the user
     */
    public CorpusStore(Path cacheDirectory, Packing packing, Mirrors mirrors, Consumer<String> log) {
        this(cacheDirectory, packing, mirrors, log, Path.of("/etc/apt"));
    }

    CorpusStore(Path cacheDirectory, Packing packing, Mirrors mirrors, Consumer<String> log, Path aptEtc) {
        this.cache = cacheDirectory.toAbsolutePath().normalize();
        this.packing = packing;
        this.mirrors = mirrors;
        this.log = log;
        this.aptEtc = aptEtc;
        JGitSetup.isolate(cache.resolve("jgit"));
    }

    /**
     * The project's repository with those of its parts, each from the cache or made now.
     *
     * @throws CorpusException
     *             when no origin has one of them, or the project's own tree has something where a part belongs
     */
    public Corpus prepareWithParts(Project project) throws CorpusException {
        Corpus corpus = prepare(project);
        List<Corpus.Part> parts = new ArrayList<>();
        for (Part part : project.parts()) {
            requireRoom(corpus, part);
            parts.add(new Corpus.Part(part.directory(), prepare(part.asProject(project.cloneLimit()))));
        }
        return corpus.withParts(parts);
    }

    private static void requireRoom(Corpus corpus, Part part) throws CorpusException {
        String project = corpus.project().name();
        try {
            String taken = PartPlaces.taken(corpus, part);
            if (taken != null) {
                throw new CorpusException("The tree of " + project + " at " + corpus.info().ref() + " has " + taken
                        + " already, where its part " + part.name()
                        + " is to be cloned; give the part another directory"
                        + " in the projects file, or leave it out there.");
            }
        } catch (IOException e) {
            throw new CorpusException("The corpus of " + project + " can't be read (" + e.getMessage() + "); delete "
                    + corpus.repository().getParent() + " and run again.", e);
        }
    }

    /**
     * The project's own repository, without its parts, from the cache or made now, which can take minutes.
     *
     * @throws CorpusException
     *             when no origin has it
     */
    public Corpus prepare(Project project) throws CorpusException {
        Optional<Path> mirror = mirrors.find(project.name());
        if (mirror.isPresent()) {
            return obtain(project, new MirrorOrigin(project, mirror.get()));
        }
        List<Origin> origins = origins(project);
        for (Origin origin : origins) {
            Optional<Corpus> cached = cached(project, entry(project, origin));
            if (cached.isPresent()) {
                return cached.get();
            }
        }
        return firstOf(project, origins);
    }

    private List<Origin> origins(Project project) {
        var origins = new ArrayList<Origin>(List.of(new UpstreamOrigin(project)));
        if (project.sourcePackage() != null) {
            origins.add(new SourcePackageOrigin(project, cache.resolve("apt"), aptEtc, log));
        }
        return origins;
    }

    private Corpus firstOf(Project project, List<Origin> origins) throws CorpusException {
        var failures = new ArrayList<String>();
        for (Origin origin : origins) {
            try {
                return obtain(project, origin);
            } catch (CorpusException e) {
                failures.add(e.getMessage());
                log.accept(project.name() + ", " + origin.label() + ": " + e.getMessage());
            }
        }
        throw new CorpusException(
                project.name() + " at " + project.ref() + " can't be had: " + String.join(", ", failures)
                        + "; name a mirror with --mirror " + project.name() + "=PATH, or another ref with --ref "
                        + project.name() + "=REF.");
    }

    private Corpus obtain(Project project, Origin origin) throws CorpusException {
        CacheEntry entry = entry(project, origin);
        try (CacheEntry.Lock _ = entry
                .lock(() -> log.accept("waiting for another run that prepares " + project.name()))) {
            Optional<Corpus> cached = cached(project, entry);
            return cached.isPresent() ? cached.get() : make(project, origin, entry);
        } catch (IOException e) {
            throw new CorpusException("The corpus of " + project.name() + " can't be stored in " + cache + " ("
                    + e.getMessage() + "); check the directory's rights and free space.", e);
        }
    }

    private CacheEntry entry(Project project, Origin origin) throws CorpusException {
        String suffix = packing == Packing.ANEW ? "" : "-as-packed";
        return CacheEntry.of(cache, project.name() + "-" + origin.label() + suffix, project.ref(), origin.identity());
    }

    private Optional<Corpus> cached(Project project, CacheEntry entry) throws CorpusException {
        if (!entry.isComplete()) {
            return Optional.empty();
        }
        try {
            CorpusInfo info = JSON.readValue(entry.info(), CorpusInfo.class);
            return Optional.of(new Corpus(project, info, entry.repository(), entry.archive()));
        } catch (JacksonException e) {
            throw new CorpusException(entry.info() + " can't be read; delete " + entry.directory() + " and run again.",
                    e);
        }
    }

    private Corpus make(Project project, Origin origin, CacheEntry entry) throws CorpusException, IOException {
        CacheEntry partial = entry.beginPartial();
        try {
            fill(partial, project, origin);
            partial.moveTo(entry);
        } finally {
            partial.delete();
        }
        return cached(project, entry).orElseThrow();
    }

    private void fill(CacheEntry entry, Project project, Origin origin) throws CorpusException, IOException {
        Path scratch = Files.createDirectories(entry.directory().resolve("scratch"));
        Origin.Found found = origin.find(scratch);
        log.accept(project.name() + ": packing " + found.commit() + " from " + found.source()
                + ", once; a long history takes minutes");
        BareRepository.create(entry.repository(), found.objects(), found.commit(), packing);
        CacheEntry.deleteTree(scratch);
        describe(entry, project, origin.label(), found.source() + (packing == Packing.ANEW ? "" : ", as packed there"));
    }

    private static void describe(CacheEntry entry, Project project, String origin, String source) throws IOException {
        try (Repository repository = new FileRepositoryBuilder().setGitDir(entry.repository().toFile()).build()) {
            TreeArchive.write(repository, entry.archive());
            JSON.writeValue(entry.info(), CorpusSurvey.of(repository, project, origin, source));
        }
    }
}
