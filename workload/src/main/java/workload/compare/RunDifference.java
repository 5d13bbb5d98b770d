package workload.compare;

/** A property that differs between two runs; each side holds all values that the run had. */
public record RunDifference(String what, String first, String second) {}
