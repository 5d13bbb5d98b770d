package workload.phase;

import java.util.Locale;

/** What makes the working tree; each is a workload of its own and is never compared with another. */
public enum CloneEngine {
    /** In this process, warmed up: a pack is written in pieces of 8 KiB. */
    JGIT,
    /** The git on the PATH: a pack is written in pieces of 4 KiB. */
    GIT,
    /** The source archive unpacked: no repository. */
    ARCHIVE;

    /** The name that users give. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The engine with a label. */
    public static CloneEngine of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return label();
    }

    /** Whether a repository is left beside the tree. */
    public boolean makesRepository() {
        return this != ARCHIVE;
    }
}
