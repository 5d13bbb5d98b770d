package workload.corpus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Turns an upstream tarball into one commit, byte for byte: no attribute or line-ending rule applies, and equal
 * tarballs give equal commits.
 */
final class TarballImport {
    private static final PersonIdent NOBODY = new PersonIdent("MemFS Study", "study@localhost",
            Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final int OWNER_EXECUTES = 0100;

    private record Entry(FileMode mode, ObjectId blob) {}

    private final ObjectInserter inserter;
    private final Map<String, Entry> entries = new HashMap<>();

    private TarballImport(ObjectInserter inserter) {
        this.inserter = inserter;
    }

    /**
     * Stores the files of a tarball and a commit of them.
     *
     * @param tarball
     *            compressed with gzip, bzip2 or xz; a directory that holds everything else is taken off
     * @throws IOException
     *             also for names that can't be in a Git tree: absolute, with "..", or in .git
     */
    static ObjectId commit(Path tarball, ObjectInserter inserter) throws IOException {
        var imported = new TarballImport(inserter);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(tarball));
                var tar = new TarArchiveInputStream(
                        new BufferedInputStream(new CompressorStreamFactory().createCompressorInputStream(raw)),
                        "UTF-8")) {
            imported.read(tar);
        } catch (CompressorException e) {
            throw new IOException(tarball + " is not compressed in a known way", e);
        }
        return imported.commit("Import " + tarball.getFileName());
    }

    private void read(TarArchiveInputStream tar) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = clean(entry.getName());
            if (entry.isSymbolicLink()) {
                byte[] target = Constants.encode(entry.getLinkName());
                entries.put(name, new Entry(FileMode.SYMLINK, inserter.insert(Constants.OBJ_BLOB, target)));
            } else if (entry.isLink()) {
                entries.put(name, linked(clean(entry.getLinkName())));
            } else if (entry.isFile()) {
                boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
                entries.put(name, new Entry(executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE,
                        inserter.insert(Constants.OBJ_BLOB, entry.getSize(), tar)));
            }
        }
    }

    private Entry linked(String name) throws IOException {
        if (!entries.containsKey(name)) {
            throw new IOException("the tarball has a hard link to " + name + ", which is not in it");
        }
        return entries.get(name);
    }

    private static String clean(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private ObjectId commit(String message) throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree());
        commit.setAuthor(NOBODY);
        commit.setCommitter(NOBODY);
        commit.setMessage(message + "\n");
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id;
    }

    private ObjectId tree() throws IOException {
        int prefix = commonDirectory().length();
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        try {
            entries.forEach((name, entry) -> {
                var file = new DirCacheEntry(name.substring(prefix));
                file.setFileMode(entry.mode());
                file.setObjectId(entry.blob());
                builder.add(file);
            });
        } catch (IllegalArgumentException e) {
            throw new IOException("the tarball has a name that Git refuses: " + e.getMessage(), e);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    /** The first directory with its slash if all names are in it, else "". */
    private String commonDirectory() {
        String first = entries.keySet().stream().findFirst().orElse("");
        String directory = first.substring(0, first.indexOf('/') + 1);
        return entries.keySet().stream().allMatch(name -> name.startsWith(directory)) ? directory : "";
    }
}
