package workload.explain;

import java.util.List;

import workload.explain.Arm.Content;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Transport;
import workload.explain.Arm.Writes;

/** What is changed, one at a time; the first three are what tells the original's end from ours. */
enum Factor {
    COPYING("copying", "copying the file at each append") {
        @Override
        Arm ours(Arm arm) {
            return arm.with(Content.PAGED);
        }
    },
    PIECES("4 KiB pieces", "cutting writes into pieces of at most 4 KiB") {
        @Override
        Arm ours(Arm arm) {
            return arm.with(Writes.LARGEST);
        }
    },
    LOOKUPS("look-ups", "asking for security.capability before each write") {
        @Override
        Arm ours(Arm arm) {
            return arm.with(Lookups.ONCE);
        }
    },
    /** Beyond ours, from here on. */
    WRITE_THROUGH("write-through", "writing through instead of by the write-back cache") {
        @Override
        Arm ours(Arm arm) {
            return arm.with(Writes.GATHERED);
        }
    },
    FUSE("rest of FUSE", "everything else that FUSE costs") {
        @Override
        Arm ours(Arm arm) {
            return arm.with(Transport.TMPFS);
        }
    };

    /** From the original's end to ours, in the order of the waterfall. */
    static final List<Factor> TO_OURS = List.of(COPYING, PIECES, LOOKUPS);
    /** From ours to a file system without messages. */
    static final List<Factor> BEYOND = List.of(WRITE_THROUGH, FUSE);

    private final String shortLabel;
    private final String label;

    Factor(String shortLabel, String label) {
        this.shortLabel = shortLabel;
        this.label = label;
    }

    /** For a place with room for a word or two. */
    String shortLabel() {
        return shortLabel;
    }

    /** The arm with this factor as ours has it, or as the step beyond ours has it. */
    abstract Arm ours(Arm arm);

    @Override
    public String toString() {
        return label;
    }
}
