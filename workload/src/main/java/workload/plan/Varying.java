package workload.plan;

import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;

/**
 * Files that two builds of the same tree make differently on any file system: the reason stands in the report.
 *
 * @param files
 *            glob of paths below the checkout, as {@link java.nio.file.FileSystem#getPathMatcher} has it: {@code **} crosses
 *            directories
 * @param differ
 *            in what they may
 * @param because
 *            why they do
 */
public record Varying(String files, Difference differ, String because) {
    /** How far two builds' files may differ; each kind includes the one before it. */
    public enum Difference {
        /** Their bytes; not their size. */
        CONTENTS,
        /** Their size too. */
        SIZE,
        /** One of them may be missing. */
        PRESENCE
    }

    public Varying {
        Required.text(files, "files");
        Required.text(because, "because");
        if (differ == null) {
            throw new IllegalArgumentException("the key 'differ' is missing: contents, size or presence");
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + files);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + files + "' is no glob: " + e.getDescription(), e);
        }
    }
}
