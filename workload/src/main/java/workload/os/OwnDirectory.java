package workload.os;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Directories under names that others can know, in places such as /var/tmp that others may write to: they could have put a
 * link there, or a directory with links under the names of our files.
 */
public final class OwnDirectory {
    private static final FileAttribute<?> PRIVATE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int ROOT = 0;

    private OwnDirectory() {}

    /** Makes one for us alone; fails where anything, even a link to nowhere, has its name; mkdir(2). */
    public static Path create(Path path) throws IOException {
        return Files.createDirectory(path, PRIVATE);
    }

    /**
     * Takes one that is ours, or makes it for us alone.
     *
     * @return its real path
     * @throws IOException
     *             others could change what is in it: {@link #require}
     */
    public static Path take(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (absolute.getParent() != null) {
            Files.createDirectories(absolute.getParent());
        }
        try {
            create(absolute);
        } catch (FileAlreadyExistsException _) {
            // Whose it is, is asked next.
        }
        require(absolute);
        return absolute.toRealPath();
    }

    /**
     * Checks that only we and root can change what is in a directory; a group is trusted, since it is given on purpose.
     *
     * @throws IOException
     *             it isn't there, is another user's, or a link of another user's, or every user may write to it
     */
    public static void require(Path path) throws IOException {
        // A link is as its owner wants it, at any time.
        requireOwner(path, LinkOption.NOFOLLOW_LINKS);
        requireOwner(path);
        if (!Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is no directory");
        }
        if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new FileSystemException(path.toString(), null, "every user may write to it");
        }
    }

    private static void requireOwner(Path path, LinkOption... options) throws IOException {
        int owner = (int) Files.getAttribute(path, "unix:uid", options);
        if (owner != User.uid() && owner != ROOT) {
            throw new FileSystemException(path.toString(), null, "it belongs to another user");
        }
    }
}
