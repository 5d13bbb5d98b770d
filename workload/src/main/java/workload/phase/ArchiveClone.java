package workload.phase;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks the source archive, as the original study also tried. */
record ArchiveClone(Path archive, Path checkout) implements Phase {
    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        Files.createDirectory(checkout);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                if (cancellation.isCancelled()) {
                    throw new PhaseException("the unpacking was cancelled");
                }
                unpack(tar, entry);
            }
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException, PhaseException {
        Path path = checkout.resolve(entry.getName()).normalize();
        if (!path.startsWith(checkout)) {
            throw new PhaseException("the archive names a file outside of its tree: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            writeFile(tar, path, (entry.getMode() & 0100) != 0);
        }
    }

    private static void writeFile(TarArchiveInputStream tar, Path path, boolean executable) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 64 * 1024)) {
            tar.transferTo(out);
        }
        if (executable) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
