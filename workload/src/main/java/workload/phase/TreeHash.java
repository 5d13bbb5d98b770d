package workload.phase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * The Git tree that the files of a directory make, read from the files themselves: Git's own status would trust the
 * index's cached attributes.
 *
 * <p>
 * Bytes are taken as they are, without the filters of .gitattributes: a checkout that converts line ends differs from
 * its commit.
 */
public final class TreeHash {
    private final ObjectInserter.Formatter hasher = new ObjectInserter.Formatter();
    private final Set<Path> others;

    private TreeHash(Set<Path> others) {
        this.others = others;
    }

    /** The hash of everything below a directory but its {@code .git}; empty directories don't count, as in Git. */
    public static String of(Path directory) throws IOException {
        return of(directory, Set.of());
    }

    /**
     * The same without some directories, as if they weren't there.
     *
     * @param others
     *            below the directory
     */
    public static String of(Path directory, Set<Path> others) throws IOException {
        ObjectId id = new TreeHash(others).tree(directory);
        return id == null ? null : id.name();
    }

    /** An entry's path with what Git would record for it. */
    private record Entry(String name, FileMode mode, ObjectId id) {
        /** Git sorts a directory as if its name ended in a slash, and compares bytes. */
        byte[] sortKey() {
            return (mode == FileMode.TREE ? name + "/" : name).getBytes(StandardCharsets.UTF_8);
        }
    }

    private ObjectId tree(Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                addEntry(entries, path);
            }
        }
        if (entries.isEmpty()) {
            return null;
        }
        entries.sort((a, b) -> Arrays.compareUnsigned(a.sortKey(), b.sortKey()));
        TreeFormatter tree = new TreeFormatter();
        entries.forEach(entry -> tree.append(entry.name(), entry.mode(), entry.id()));
        return tree.computeId(hasher);
    }

    private void addEntry(List<Entry> entries, Path path) throws IOException {
        String name = path.getFileName().toString();
        if (Files.isSymbolicLink(path)) {
            byte[] target = Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8);
            entries.add(new Entry(name, FileMode.SYMLINK, hasher.idFor(Constants.OBJ_BLOB, target)));
        } else if (!Files.isDirectory(path)) {
            entries.add(new Entry(name, fileMode(path), blob(path)));
        } else if (!name.equals(Constants.DOT_GIT) && !others.contains(path)) {
            ObjectId id = tree(path);
            if (id != null) {
                entries.add(new Entry(name, FileMode.TREE, id));
            }
        }
    }

    private static FileMode fileMode(Path path) throws IOException {
        boolean executable = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_EXECUTE);
        return executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    }

    private ObjectId blob(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return hasher.idFor(Constants.OBJ_BLOB, Files.size(path), in);
        }
    }
}
