package workload.clones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

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
        return new ClonePhase.Source(server.uri(corpus), corpus.archive(), depth, List.of());
    }

    private Path onDisk(Integer depth, Path log, Cancellation cancellation) throws IOException, PhaseException {
        return made(directory.resolve(depth == null ? "whole" : "depth-" + depth),
                part -> ClonePhase.of(CloneEngine.GIT, source(depth), part, log).run(cancellation));
    }

    /** Makes a tree at a path. */
    interface Maker {
        void make(Path path) throws IOException, PhaseException;
    }

    /** A tree is given its name when it is whole: one that was left in the middle is made afresh. */
    static Path made(Path tree, Maker maker) throws IOException, PhaseException {
        if (Files.notExists(tree)) {
            Path part = tree.resolveSibling(tree.getFileName() + ".part");
            Commands.removeTree(part);
            Files.createDirectories(tree.getParent());
            maker.make(part);
            Files.move(part, tree, StandardCopyOption.ATOMIC_MOVE);
        }
        return tree;
    }

    /** Removes them; by whoever comes first, when an interrupt and the end of the run meet. */
    synchronized void remove() throws IOException {
        Commands.removeTree(directory);
    }
}
