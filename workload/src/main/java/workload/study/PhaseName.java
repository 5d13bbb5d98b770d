package workload.study;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The timed phases of a trial, in the order in which they run. */
public enum PhaseName {
    @JsonProperty("clone")
    CLONE("clone"),
    /** lstat of every file, first with the kernel's dentries and inodes dropped, then again. */
    @JsonProperty("stat-clone-cold")
    STAT_CLONE_COLD("stat-clone-cold"), //
    @JsonProperty("stat-clone-warm")
    STAT_CLONE_WARM("stat-clone-warm"), //
    @JsonProperty("build")
    BUILD("build"), //
    @JsonProperty("stat-build-cold")
    STAT_BUILD_COLD("stat-build-cold"), //
    @JsonProperty("stat-build-warm")
    STAT_BUILD_WARM("stat-build-warm"), //
    @JsonProperty("remove")
    REMOVE("remove");

    private final String label;

    PhaseName(String label) {
        this.label = label;
    }

    /** The name in files and reports. */
    public String label() {
        return label;
    }
}
