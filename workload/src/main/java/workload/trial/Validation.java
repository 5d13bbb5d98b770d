package workload.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jgit.lib.Constants;

import workload.corpus.Corpus;
import workload.os.Commands;
import workload.phase.TreeHash;
import workload.plan.Artefact;
import workload.process.Command;
import workload.result.Outcome;

/** Proves, outside of the timings, that a checkout is what it should be. */
final class Validation {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String OBJECTS = "objects";

    private final Path checkout;
    private final Corpus corpus;
    private final TrialLog log;
    /** The same of the parts in the checkout. */
    private final List<Validation> parts;

    /**
     * @param log
     *            gets what a failed artefact wrote
     */
    Validation(Path checkout, Corpus corpus, TrialLog log) {
        this.checkout = checkout;
        this.corpus = corpus;
        this.log = log;
        this.parts = corpus.parts().stream()
                .map(part -> new Validation(checkout.resolve(Path.of(part.directory()).normalize()), part.corpus(),
                        log))
                .toList();
    }

    /** The hash of the checked-out files without those of the parts; it must be the corpus's, and theirs those of theirs. */
    String treeHash() throws TrialFailure {
        String hash = readTreeHash();
        if (hash == null) {
            throw new TrialFailure(Outcome.CLONE_FAILED, "there are no files" + ofWhat() + ", the corpus's tree is "
                    + corpus.info().tree());
        }
        if (!corpus.info().tree().equals(hash)) {
            throw new TrialFailure(Outcome.CLONE_FAILED, "the files" + ofWhat() + " make the tree " + hash
                    + ", the corpus's is " + corpus.info().tree());
        }
        for (Validation part : parts) {
            part.treeHash();
        }
        return hash;
    }

    private String readTreeHash() throws TrialFailure {
        try {
            return TreeHash.of(checkout, parts.stream().map(part -> part.checkout).collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new TrialFailure(Outcome.CLONE_FAILED, "the files" + ofWhat() + " can't be read: " + Messages.of(e));
        }
    }

    /** Every repository must hold, by itself, every object that its HEAD, the commit of its corpus, reaches. */
    void repository() throws TrialFailure {
        requireItsOwnObjects();
        String head = git("rev-parse", "--verify", "HEAD");
        if (!head.equals(corpus.info().commit())) {
            throw new TrialFailure(Outcome.CLONE_FAILED,
                    "HEAD" + ofWhat() + " is " + head + ", the corpus's commit is " + corpus.info().commit());
        }
        git("fsck", "--connectivity-only", "--no-dangling", "--no-progress");
        for (Validation part : parts) {
            part.repository();
        }
    }

    /** Objects that git finds elsewhere, through a link or an alternate, don't show that the clone is complete. */
    private void requireItsOwnObjects() throws TrialFailure {
        Path objects = Path.of(git("rev-parse", "--path-format=absolute", "--git-path", OBJECTS));
        Path own = repositoryDirectory().resolve(OBJECTS);
        if (!objects.equals(own) || Files.isSymbolicLink(repositoryDirectory()) || Files.isSymbolicLink(own)) {
            throw new TrialFailure(Outcome.CLONE_FAILED, "the repository" + ofWhat()
                    + " has its objects elsewhere: git finds them in " + objects);
        }
        if (Files.exists(own.resolve("info/alternates"))) {
            throw new TrialFailure(Outcome.CLONE_FAILED, "the repository" + ofWhat()
                    + " borrows objects from another one: it has " + own.resolve("info/alternates"));
        }
    }

    private Path repositoryDirectory() {
        return checkout.toAbsolutePath().resolve(Constants.DOT_GIT);
    }

    private String ofWhat() {
        return " of " + corpus.project().name();
    }

    /** The repository is named, since git otherwise looks for one in the directories above. */
    private String git(String command, String... options) throws TrialFailure {
        Command words = Command.of(Stream.concat(
                Stream.of("git", "--git-dir=" + repositoryDirectory(), "--work-tree=" + checkout, command),
                Arrays.stream(options)).toList());
        return run(words.within(LIMIT), "git " + command + ofWhat(), Outcome.CLONE_FAILED).output();
    }

    /** Each artefact must run, and say what is expected of it. */
    void artefacts() throws TrialFailure, IOException {
        for (Artefact artefact : corpus.project().artefacts()) {
            // Ours, since a proof that is killed can't remove it; others pass through it, as what may not run as root.
            Path scratch = Files.createTempDirectory("memfs-study-proof-");
            try {
                Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
                prove(artefact, scratch);
            } finally {
                Commands.removeTree(scratch);
            }
        }
    }

    private void prove(Artefact artefact, Path scratch) throws TrialFailure {
        Command command = Command.of("sh", "-ec", artefact.command()).in(checkout)
                .with(Map.of("TMPDIR", scratch.toString())).within(LIMIT);
        Command.Result result = run(command, "the artefact's '" + artefact.label() + "'", Outcome.INVALID);
        if (!Pattern.compile(artefact.expect()).matcher(result.output()).find()) {
            keep(result.text());
            throw new TrialFailure(Outcome.INVALID,
                    "'" + artefact.label() + "' did not answer " + artefact.expect());
        }
    }

    private void keep(String output) throws TrialFailure {
        try {
            log.line(output);
        } catch (IOException e) {
            throw new TrialFailure(Outcome.INVALID, "the log can't be written: " + Messages.of(e));
        }
    }

    private Command.Result run(Command command, String what, Outcome failure) throws TrialFailure {
        try {
            Command.Result result = command.run();
            if (!result.ok()) {
                keep(result.text());
                throw new TrialFailure(failure,
                        what + " ended with status " + result.status() + ": " + result.lastLine());
            }
            return result;
        } catch (IOException e) {
            throw new TrialFailure(failure, what + " can't be run: " + e.getMessage());
        }
    }
}
