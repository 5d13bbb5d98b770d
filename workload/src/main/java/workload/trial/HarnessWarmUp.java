package workload.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import workload.os.Commands;
import workload.phase.Cancellation;
import workload.phase.ManifestWalk;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.phase.RemovePhase;
import workload.phase.StatWalkPhase;
import workload.result.StudyException;

/**
 * Runs the phases that are the harness's own code on a throw-away tree until the JIT has compiled them: a first walk
 * takes up to five times as long as later ones.
 *
 * @param directory
 *            where the tree is; made and removed
 */
public record HarnessWarmUp(Path directory, Progress progress) {
    static final int DIRECTORIES = 25;
    static final int FILES_EACH = 40;
    private static final int FILE_BYTES = 1000;
    /**
     * C2 compiles a method with loops after 15,000 calls and turns, other methods after 5,000 (Tier4CompileThreshold,
     * Tier4InvocationThreshold): each round calls what handles a file 1,000 times.
     */
    private static final int ROUNDS = 16;

    /**
     * Warms up, within a few seconds.
     *
     * @throws StudyException
     *             when the tree can't be made, read or removed
     */
    public void run(Cancellation cancellation) throws StudyException, IOException {
        progress.say("Warming up the walks and the removal on a throw-away tree.");
        Path tree = directory.resolve("warm-up");
        try {
            for (int round = 0; round < ROUNDS && !cancellation.isCancelled(); round++) {
                makeTree(tree);
                runAll(tree, cancellation);
            }
        } catch (PhaseException e) {
            throw new StudyException("The warm-up failed: " + e.getMessage(), e);
        } finally {
            Commands.removeTree(directory);
        }
    }

    private static void runAll(Path tree, Cancellation cancellation) throws IOException, PhaseException {
        Phase walk = new StatWalkPhase(tree);
        walk.run(cancellation);
        walk.run(cancellation);
        new ManifestWalk(tree).run(cancellation);
        new RemovePhase(tree).run(cancellation);
    }

    static void makeTree(Path tree) throws IOException {
        byte[] content = new byte[FILE_BYTES];
        for (int d = 0; d < DIRECTORIES; d++) {
            Path parent = Files.createDirectories(tree.resolve("directory" + d));
            for (int f = 0; f < FILES_EACH; f++) {
                Files.write(parent.resolve("file" + f), content);
            }
        }
    }
}
