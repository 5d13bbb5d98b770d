package workload.memory;

import java.util.List;
import java.util.Optional;

import workload.page.Page;

/** One experiment's part of the page: a function of its raw rows. */
interface ExperimentSection {
    void add(Page page);

    /** What it shows of the first MemFS, in a sentence; empty where that wasn't measured. */
    Optional<String> finding();

    /** The one of an experiment's name. */
    static ExperimentSection of(String experiment, List<Reading> rows) {
        Readings readings = new Readings(rows);
        return switch (experiment) {
            case "inodes" -> new InodesSection(readings);
            case "sparse" -> new SparseSection(readings);
            case "churn" -> new ChurnSection(readings);
            case "fragmentation" -> new FragmentationSection(readings);
            case "contiguous" -> new AppendsSection(readings);
            default -> throw new IllegalArgumentException("no experiment: " + experiment);
        };
    }
}
