package workload.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.apache.commons.codec.digest.DigestUtils;

import workload.result.ServerBuild;

/** Which build of MemFS a launcher starts. */
public final class ServerBuilds {
    private ServerBuilds() {}

    /** The build of MemFS in a checkout; empty if it isn't built. */
    public static Optional<ServerBuild> in(Path home) throws IOException {
        Path jar = MemfsTarget.jar(home);
        return Files.exists(jar) ? Optional.of(of(jar)) : Optional.empty();
    }

    /** Of a jar that Maven made. */
    public static ServerBuild of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            String commit = main.getValue("Implementation-Commit");
            // Maven leaves the property's name there if there was no repository.
            boolean known = commit != null && commit.matches("[0-9a-f]{40,64}");
            return new ServerBuild(version == null ? "unknown" : version, known ? commit : null, sha256(jar));
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        }
    }
}
