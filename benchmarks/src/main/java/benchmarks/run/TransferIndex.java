package benchmarks.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import benchmarks.client.Transfer;
import benchmarks.run.SampleIndex.Row;
import workload.report.Stats;

/** The transfers that were measured under one condition, as throughputs and as costs of a call. */
record TransferIndex(SampleIndex index, Variant variant) {
    static final String TMPFS = "tmpfs";

    private static final double MILLIS = 1_000;

    /** Those of an operation, by file and then by call. */
    List<Transfer> transfers(String operation) {
        return all().filter(transfer -> transfer.operation().equals(operation))
                .sorted((a, b) -> a.mib() == b.mib() ? a.size() - b.size() : a.mib() - b.mib()).toList();
    }

    private Stream<Transfer> all() {
        return index.works().stream().flatMap(work -> Transfer.parse(work).stream());
    }

    /** Sizes of files in MiB, in their order. */
    List<Integer> files(String operation) {
        return transfers(operation).stream().map(Transfer::mib).distinct().toList();
    }

    List<String> targets() {
        return index.targets();
    }

    /** The first target that has an option. */
    Optional<String> targetWith(String option) {
        return targets().stream().filter(target -> target.contains(option)).findFirst();
    }

    Row row(Transfer transfer, String target) {
        return new Row(transfer.toString(), variant, target);
    }

    /** MiB/s of every sample; a write's close is part of its time, since data may get to the server only then. */
    DoubleStream throughputs(Transfer transfer, String target) {
        return byRound(transfer, target).values().stream().mapToDouble(Double::doubleValue);
    }

    private Map<Integer, Double> byRound(Transfer transfer, String target) {
        Map<Integer, Double> closes = samples(transfer.close(), target).stream()
                .collect(Collectors.toMap(Sample::round, Sample::millis));
        boolean isRead = transfer.operation().endsWith("read");
        return samples(transfer, target).stream()
                .filter(sample -> isRead || closes.containsKey(sample.round()))
                .collect(Collectors.toMap(Sample::round, sample -> transfer.mib() * MILLIS
                        / (sample.millis() + closes.getOrDefault(sample.round(), 0.0))));
    }

    /** µs for a call in every sample, without its close. */
    DoubleStream micros(Transfer transfer, String target) {
        return samples(transfer, target).stream().mapToDouble(Sample::micros);
    }

    private Collection<Sample> samples(Transfer transfer, String target) {
        return index.of(row(transfer, target));
    }

    /** Of what takes one call, ms. */
    Optional<Double> medianMillis(Transfer transfer, String target) {
        return index.stats(row(transfer, target), Sample::millis).map(Stats::median);
    }

    /** One transfer's throughput over another's, of the rounds that have both. */
    Optional<Stats> ratio(Transfer transfer, Transfer base, String target) {
        return ratio(byRound(transfer, target), byRound(base, target));
    }

    /** A transfer's throughput over what tmpfs has, of the rounds that have both; empty for tmpfs itself. */
    Optional<Stats> toTmpfs(Transfer transfer, String target) {
        return index.target(TMPFS).filter(base -> !base.equals(target))
                .flatMap(base -> ratio(byRound(transfer, target), byRound(transfer, base)));
    }

    private static Optional<Stats> ratio(Map<Integer, Double> values, Map<Integer, Double> bases) {
        return Stats.of(values.entrySet().stream().filter(entry -> bases.containsKey(entry.getKey()))
                .mapToDouble(entry -> entry.getValue() / bases.get(entry.getKey())));
    }
}
