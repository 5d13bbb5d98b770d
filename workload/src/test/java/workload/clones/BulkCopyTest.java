package workload.clones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.phase.Cancellation;
import workload.phase.PhaseException;
import workload.phase.TreeHash;

/** A copy is the tree again. */
class BulkCopyTest {
    @TempDir
    Path temporary;

    private Path tree() throws Exception {
        Path tree = Files.createDirectory(temporary.resolve("tree"));
        byte[] large = new byte[(2 << 20) + 17];
        new Random(1).nextBytes(large);
        Files.write(Files.createDirectories(tree.resolve("a/b")).resolve("large"), large);
        Path script = Files.writeString(tree.resolve("script"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(tree.resolve("empty"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a/b/large"));
        return tree;
    }

    @Test
    void copiesFilesLinksAndModes() throws Exception {
        Path tree = tree();
        new BulkCopy(tree, temporary.resolve("copy")).run(new Cancellation());
        assertThat(TreeHash.of(temporary.resolve("copy"))).isEqualTo(TreeHash.of(tree));
    }

    @Test
    void aCancelledCopyIsNoCopy() throws Exception {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel(Cancellation.Reason.TIME_LIMIT);
        BulkCopy copy = new BulkCopy(tree(), temporary.resolve("copy"));
        assertThatThrownBy(() -> copy.run(cancelled)).isInstanceOf(PhaseException.class).hasMessageContaining("cancel");
    }
}
