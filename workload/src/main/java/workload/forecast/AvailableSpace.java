package workload.forecast;

import java.nio.file.Path;

/** What the machine has to give; bytes. */
interface AvailableSpace {
    /** What is free on the file system that a directory is on, or will be. */
    Space disk(Path directory);

    /** What programs can still have, or null where nobody tells. */
    Long memory();

    /**
     * A file system.
     *
     * @param id
     *            equal for directories on the same one
     * @param freeBytes
     *            for this user, or null where nobody tells
     */
    record Space(Object id, Long freeBytes) {}
}
