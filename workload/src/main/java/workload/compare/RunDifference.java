package workload.compare;

/** Something that isn't the same in two runs; each side holds all values that the run had. */
public record RunDifference(String what, String first, String second) {}
