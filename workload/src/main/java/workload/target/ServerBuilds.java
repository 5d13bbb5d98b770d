package workload.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
