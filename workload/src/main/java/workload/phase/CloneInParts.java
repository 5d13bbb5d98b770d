package workload.phase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A clone, and then those of its parts into directories of the checkout, in their order.
 *
 * <p>
 * Only the first is prepared: the parts' directories aren't there yet, and are on the same file system.
 *
 * @param parts
 *            by directory
 */
record CloneInParts(Phase whole, Map<Path, Phase> parts) implements Phase {
    @Override
    public void prepare() throws IOException {
        whole.prepare();
    }

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        whole.run(cancellation);
        for (Map.Entry<Path, Phase> part : parts.entrySet()) {
            Files.createDirectories(part.getKey().getParent());
            part.getValue().run(cancellation);
        }
    }
}
