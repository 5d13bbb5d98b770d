package benchmarks;

/** A named group of benchmarks that {@code --suite} chooses. */
enum Suite {
    /** The store in process, without FUSE. */
    STORE("store", StoreBenchmark.class);

    private final String label;
    private final Class<?> benchmark;

    Suite(String label, Class<?> benchmark) {
        this.label = label;
        this.benchmark = benchmark;
    }

    /** The regular expression by which JMH finds the suite's benchmarks. */
    String include() {
        return "^" + benchmark.getName().replace(".", "\\.") + "\\.";
    }

    @Override
    public String toString() {
        return label;
    }
}
