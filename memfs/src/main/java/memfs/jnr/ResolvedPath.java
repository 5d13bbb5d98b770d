package memfs.jnr;

import java.util.Arrays;

import memfs.store.FileSystem;

/**
 * The directories on the way to a name, as they were resolved last.
 *
 * @param path
 *            the path of the name; only what comes before the last directory's end matters
 */
record ResolvedPath(byte[] path, Step last) {
    static final ResolvedPath OF_ROOT = new ResolvedPath(new byte[0], Step.ROOT);

    /**
     * One directory of a path.
     *
     * @param above
     *            the directory that it is in; null for the root
     * @param end
     *            where its name ends in the path; there a slash follows
     */
    record Step(Step above, int end, long ino) {
        static final Step ROOT = new Step(null, 0, FileSystem.ROOT);
    }

    /** The deepest directory that is also on the way to another name, whose directory's path has {@code length} bytes. */
    Step shared(byte[] other, int length) {
        int difference = Arrays.mismatch(path, 0, last.end, other, 0, length);
        int same = difference < 0 ? length : difference;
        Step step = last;
        while (step.end > same || other[step.end] != '/') {
            step = step.above;
        }
        return step;
    }
}
