package workload.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.corpus.Corpus;
import workload.os.Commands;
import workload.phase.CleanEnvironment;
import workload.phase.TreeHash;
import workload.plan.Artefact;
import workload.process.Command;
import workload.result.Outcome;

/** Proves, outside of the timings, that a checkout is what it should be. */
final class Validation {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** Neither the user's settings nor the machine's may change what git finds. */
    private static final Map<String, String> PLAIN_GIT = Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL",
            "/dev/null");

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

    /** Every repository must hold every object that its HEAD, the commit of its corpus, reaches. */
    void repository() throws TrialFailure {
        String head = git("rev-parse", "HEAD");
        if (!head.equals(corpus.info().commit())) {
            throw new TrialFailure(Outcome.CLONE_FAILED,
                    "HEAD" + ofWhat() + " is " + head + ", the corpus's commit is " + corpus.info().commit());
        }
        git("fsck", "--connectivity-only", "--no-dangling", "--no-progress");
        for (Validation part : parts) {
            part.repository();
        }
    }

    private String ofWhat() {
        return " of " + corpus.project().name();
    }

    private String git(String command, String... options) throws TrialFailure {
        Command words = Command.of(Stream.concat(
                Stream.of("git", "-C", checkout.toString(), command), Arrays.stream(options))
                .toList());
        return run(words.with(PLAIN_GIT).within(LIMIT), "git " + command + ofWhat(), Outcome.CLONE_FAILED);
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
        Command command = Command.of(inCleanEnvironment(scratch, "sh", "-ec", artefact.command())).in(checkout)
                .within(LIMIT);
        String output = run(command, "the artefact's '" + artefact.label() + "'", Outcome.INVALID);
        if (!Pattern.compile(artefact.expect()).matcher(output).find()) {
            keep(output);
            throw new TrialFailure(Outcome.INVALID,
                    "'" + artefact.label() + "' did not answer " + artefact.expect());
        }
    }

    /** That of the build: the user's settings must neither spoil a proof nor make one. */
    private static List<String> inCleanEnvironment(Path scratch, String... command) {
        List<String> words = new ArrayList<>(List.of("env", "-i"));
        CleanEnvironment.with(Map.of("TMPDIR", scratch.toString()))
                .forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of(command));
        return words;
    }

    private void keep(String output) throws TrialFailure {
        try {
            log.line(output);
        } catch (IOException e) {
            throw new TrialFailure(Outcome.INVALID, "the log can't be written: " + Messages.of(e));
        }
    }

    private String run(Command command, String what, Outcome failure) throws TrialFailure {
        try {
            Command.Result result = command.run();
            if (!result.ok()) {
                keep(result.output());
                throw new TrialFailure(failure,
                        what + " ended with status " + result.status() + ": " + result.lastLine());
            }
            return result.output();
        } catch (IOException e) {
            throw new TrialFailure(failure, what + " can't be run: " + e.getMessage());
        }
    }
}
