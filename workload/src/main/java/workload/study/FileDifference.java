package workload.study;

/**
 * What sets a built file apart from the reference's.
 *
 * @param path
 *            as manifests have it
 * @param here
 *            what this trial's manifest says
 * @param there
 *            what the reference's says
 */
public record FileDifference(String path, Aspect aspect, String here, String there) {
    /** What differs; of a file that differs in several the first is told. */
    public enum Aspect {
        /** One of them is missing. */
        PRESENCE,
        /** File, directory, symlink … */
        TYPE,
        /** Permission bits. */
        MODE,
        /** Bytes. */
        SIZE,
        /** What is in it, or where a symlink points to. */
        CONTENTS
    }

    @Override
    public String toString() {
        return switch (aspect) {
            case PRESENCE -> path + " (" + here + " here, " + there + " there)";
            case CONTENTS -> path + " (contents)";
            case TYPE -> path + " (type " + here + ", there " + there + ")";
            case MODE -> path + " (mode " + here + ", there " + there + ")";
            case SIZE -> path + " (size " + here + ", there " + there + ")";
        };
    }
}
