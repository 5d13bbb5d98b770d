package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import workload.report.Block;

/** One experiment's part of the page: a function of its raw rows. */
interface Section {
    /**
     * Draws it.
     *
     * @param folder
     *            of the page, for charts
     */
    List<Block> blocks(Rows rows, Path folder) throws IOException;

    /** The one of an experiment. */
    static Section of(Experiment experiment) {
        return switch (experiment) {
            case INODES -> new InodesSection();
            case SPARSE -> new SparseSection();
            case CHURN -> new ChurnSection();
            case FRAGMENTATION -> new FragmentationSection();
            case CONTIGUOUS -> new AppendsSection();
        };
    }
}
