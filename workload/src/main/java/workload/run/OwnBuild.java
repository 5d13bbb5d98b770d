package workload.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

import workload.result.ServerBuild;
import workload.target.ServerBuilds;

/** The build of the study itself, which times the phases. */
final class OwnBuild {
    private static final int SHORT = 12;
    private static final String DESCRIPTION = read();

    private OwnBuild() {}

    /** Version and hash of its jar. */
    static String describe() {
        return DESCRIPTION;
    }

    private static String read() {
        try {
            CodeSource source = OwnBuild.class.getProtectionDomain().getCodeSource();
            Path jar = Path.of(source.getLocation().toURI());
            if (!Files.isRegularFile(jar)) {
                return "not in a jar";
            }
            ServerBuild build = ServerBuilds.of(jar);
            return build.version() + ", jar " + build.sha256().substring(0, SHORT);
        } catch (IOException | URISyntaxException e) {
            return "unknown: " + e.getMessage();
        }
    }
}
