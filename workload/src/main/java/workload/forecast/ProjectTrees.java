package workload.forecast;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import workload.plan.Project;

/** How large the trees of projects get, repository included: from earlier runs, or else from the projects' file. */
record ProjectTrees(List<Project> projects, CostHistory experience) {
    static final long MIB = 1 << 20;

    /** 0 where nobody knows. */
    long bytes(Project project) {
        return experience.treeBytes(project.name()).orElse(project.expected().treeMib() * MIB);
    }

    /** Empty where no size is known. */
    Optional<Project> largest() {
        return projects.stream().filter(project -> bytes(project) > 0).max(Comparator.comparingLong(this::bytes));
    }

    /** The largest tree in words. */
    String describe(Project largest) {
        String basis = experience.treeBytes(largest.name()).isPresent() ? "by earlier runs" : "by the projects file";
        String unknown = projects.stream().filter(project -> bytes(project) == 0).map(Project::name)
                .collect(Collectors.joining(", "));
        return "the tree of " + largest.name() + ", " + print(bytes(largest)) + " " + basis
                + (unknown.isEmpty() ? "" : " (unknown: " + unknown + ")");
    }

    static String print(Long bytes) {
        if (bytes == null) {
            return "unknown";
        }
        long mib = (bytes + MIB - 1) / MIB;
        return mib < 10_000 ? mib + " MiB" : Math.round(mib / 1024.0) + " GiB";
    }
}
