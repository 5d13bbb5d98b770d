package workload.phase;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import workload.process.CleanEnvironment;

/** A clone by the git on the PATH, that sees neither the user's configuration nor the machine's. */
record GitClone(URI repository, Integer depth, Path checkout, Path log, UnaryOperator<List<String>> tracer)
        implements
            Phase {
    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        Map<String, String> environment = CleanEnvironment.with(Map.of());
        List<String> command = new ArrayList<>(List.of("git", "clone", "--quiet"));
        if (depth != null) {
            command.add("--depth=" + depth);
        }
        command.addAll(List.of(repository.toString(), checkout.toString()));
        int status = PhasePrograms.run(checkout.getParent(), environment, log, tracer.apply(command), cancellation);
        if (status != 0) {
            throw new PhaseException("git clone ended with status " + status);
        }
    }
}
