package workload.phase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

import workload.manifest.Manifest;

/**
 * Reads all that a build left below a checkout, {@code .git} aside: names, types, permissions, sizes and contents. Opens
 * regular files only: a FIFO would wait for its writer.
 */
public final class ManifestWalk implements Phase {
    private static final String GIT = ".git";
    private static final int BUFFER_BYTES = 1 << 18;
    private static final Path ROOT = Path.of("/");
    /** No file of the root directory has one of this name below it: what is asked about is never there. */
    private static final String BELOW = "memfs-study";

    private final Path checkout;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final MessageDigest hash = DigestUtils.getSha256Digest();
    private final List<Manifest.Entry> entries = new ArrayList<>();

    public ManifestWalk(Path checkout) {
        this.checkout = checkout;
    }

    /** What the last run found, in the order of the paths. */
    public List<Manifest.Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        entries.clear();
        addBelow(checkout, "", cancellation);
        entries.sort(Comparator.comparing(Manifest.Entry::path));
    }

    private void addBelow(Path directory, String prefix, Cancellation cancellation)
            throws IOException, PhaseException {
        for (Path child : children(directory)) {
            String name = escape(bytes(child.getFileName()));
            if (!name.equals(GIT)) {
                add(child, prefix + name, cancellation);
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    private void add(Path file, String path, Cancellation cancellation) throws IOException, PhaseException {
        check(cancellation);
        Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,size", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) attributes.get("mode");
        String permissions = Integer.toOctalString(mode & 07777);
        char type = type(mode);
        switch (type) {
            case 'f' -> {
                long size = (long) attributes.get("size");
                entries.add(new Manifest.Entry(path, type, permissions, size, contents(file, size, cancellation)));
            }
            case 'l' -> entries.add(new Manifest.Entry(path, type, null, null,
                    escape(bytes(Files.readSymbolicLink(file)))));
            default -> entries.add(new Manifest.Entry(path, type, permissions, null, null));
        }
        if (type == 'd') {
            addBelow(file, path + "/", cancellation);
        }
    }

    private static void check(Cancellation cancellation) throws PhaseException {
        if (cancellation.isCancelled()) {
            throw new PhaseException("it was cut short");
        }
    }

    /** S_IFMT, inode(7). */
    private static char type(int mode) {
        return switch (mode >> 12 & 017) {
            case 001 -> 'p';
            case 002 -> 'c';
            case 004 -> 'd';
            case 006 -> 'b';
            case 010 -> 'f';
            case 012 -> 'l';
            case 014 -> 's';
            default -> '?';
        };
    }

    private String contents(Path file, long size, Cancellation cancellation) throws IOException, PhaseException {
        long read = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (channel.read(buffer.clear()) >= 0) {
                check(cancellation);
                read += buffer.flip().remaining();
                hash.update(buffer);
            }
        } catch (AccessDeniedException _) {
            return Manifest.UNREADABLE;
        }
        if (read != size) {
            throw new IOException(file + " has a size of " + size + " bytes, and " + read + " were read of it");
        }
        return Hex.encodeHexString(hash.digest());
    }

    /**
     * The bytes of a name or of a symlink's target, a character each: Java's own text of them loses those that are in
     * another encoding than the locale's. A URI has them all, and a slash at its end where it is that of a directory.
     */
    private static String bytes(Path path) {
        String bytes = Escapes.bytes(ROOT.resolve(path).resolve(BELOW));
        return bytes.substring(path.isAbsolute() ? 0 : 1, bytes.length() - BELOW.length() - 1);
    }

    private static String escape(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
