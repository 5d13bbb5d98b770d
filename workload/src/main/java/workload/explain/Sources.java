package workload.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import workload.corpus.Corpus;
import workload.corpus.CorpusServer;
import workload.explain.Arm.Engine;
import workload.os.Commands;
import workload.phase.Cancellation;
import workload.phase.CloneEngine;
import workload.phase.ClonePhase;
import workload.phase.Phase;
import workload.phase.PhaseException;

/**
 * What the arms clone: the corpus with a part of its history or all of it; for the bulk copy a clone on the disk, read once
 * before, so that it comes from the page cache.
 *
 * @param directory
 *            on the disk, for these clones
 */
record Sources(Corpus corpus, CorpusServer server, Path directory) {

    /**
     * Prepares a clone.
     *
     * @param depth
     *            commits of the history, null for all of it
     */
    Phase phase(Engine engine, Integer depth, Path checkout, Path log, Cancellation cancellation)
            throws IOException, PhaseException {
        return switch (engine) {
            case GIT -> ClonePhase.of(CloneEngine.GIT, source(depth), checkout, log);
            case JGIT -> ClonePhase.of(CloneEngine.JGIT, source(depth), checkout, log);
            case BULK -> new BulkCopy(onDisk(depth, log, cancellation), checkout);
        };
    }

    private ClonePhase.Source source(Integer depth) {
        return new ClonePhase.Source(server.uri(corpus), corpus.archive(), depth);
    }

    private Path onDisk(Integer depth, Path log, Cancellation cancellation) throws IOException, PhaseException {
        Path tree = directory.resolve(depth == null ? "whole" : "depth-" + depth);
        if (Files.notExists(tree)) {
            Files.createDirectories(directory);
            ClonePhase.of(CloneEngine.GIT, source(depth), tree, log).run(cancellation);
        }
        return tree;
    }

    void remove() throws IOException {
        Commands.removeTree(directory);
    }
}
