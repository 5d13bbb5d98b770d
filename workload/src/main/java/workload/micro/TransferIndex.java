package workload.micro;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import workload.page.Ink;
import workload.micro.SampleIndex.Row;
import workload.stats.Stats;

/** The transfers that were measured under one condition, as throughputs and as costs of a call. */
record TransferIndex(SampleIndex index, Condition condition) {
    static final String TMPFS = "tmpfs";

    private static final Pattern AROUND = Pattern.compile("^(open before|close after|fsync after) ");
    private static final List<String> ORDER = List.of(Transfer.APPEND, Transfer.OVERWRITE, Transfer.COLD_READ,
            Transfer.WARM_READ, Transfer.COLD_RANDOM, Transfer.WARM_RANDOM);
    private static final double MILLIS = 1_000;

    /** What is done with whole files, in the order of the page; without what is measured around it. */
    List<String> operations() {
        return all().map(Transfer::operation).filter(operation -> !AROUND.matcher(operation).find()).distinct()
                .sorted(Comparator.comparingInt(ORDER::indexOf)).toList();
    }

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

    Ink ink(String target) {
        return Ink.of(target, targets());
    }

    List<String> targets() {
        return index.targets();
    }

    /** The first target that has an option. */
    Optional<String> targetWith(String option) {
        return targets().stream().filter(target -> target.contains(option)).findFirst();
    }

    Row row(Transfer transfer, String target) {
        return new Row(transfer.toString(), condition, target);
    }

    /** MiB/s of every sample; the close is part of a time, since a write's data may get to the server only then, and so is a read's open. */
    DoubleStream throughputs(Transfer transfer, String target) {
        return whole(transfer, target).stream().mapToDouble(sample -> throughput(transfer, sample));
    }

    private static double throughput(Transfer transfer, Sample whole) {
        return transfer.mib() * MILLIS / whole.millis();
    }

    private List<Sample> whole(Transfer transfer, String target) {
        List<Sample> closed = joined(samples(transfer, target), samples(transfer.close(), target));
        return transfer.isRead() ? joined(closed, samples(transfer.open(), target)) : closed;
    }

    /** Each sample with the other one of its shot; without those that have none. */
    private static List<Sample> joined(List<Sample> samples, List<Sample> others) {
        Map<Shot, Sample> byShot = others.stream().collect(Collectors.toMap(Shot::of, sample -> sample));
        return samples.stream().filter(sample -> byShot.containsKey(Shot.of(sample)))
                .map(sample -> sample.and(byShot.get(Shot.of(sample)))).toList();
    }

    private record Shot(int round, int shot) {
        static Shot of(Sample sample) {
            return new Shot(sample.round(), sample.shot());
        }
    }

    /** µs for a call in every sample, without open and close. */
    DoubleStream micros(Transfer transfer, String target) {
        return samples(transfer, target).stream().mapToDouble(Sample::micros);
    }

    private List<Sample> samples(Transfer transfer, String target) {
        return index.of(row(transfer, target));
    }

    /** ms of the whole in every sample, likewise. */
    DoubleStream millis(Transfer transfer, String target) {
        return samples(transfer, target).stream().mapToDouble(Sample::millis);
    }

    /** Of the server for a call, µs; empty without one. */
    Optional<Double> serverMicros(Transfer transfer, String target) {
        return index.stats(row(transfer, target), Sample::serverMicros).map(Stats::median).filter(used -> used > 0);
    }

    /** Of what takes one call, ms. */
    Optional<Double> medianMillis(Transfer transfer, String target) {
        return index.stats(row(transfer, target), Sample::millis).map(Stats::median);
    }

    /** One transfer's throughput over another's, of the rounds that have both. */
    Optional<Stats> ratio(Transfer transfer, Transfer base, String target) {
        return ratio(transfer, target, base, target);
    }

    /** A transfer's throughput over what tmpfs has, of the rounds that have both; empty for tmpfs itself. */
    Optional<Stats> toTmpfs(Transfer transfer, String target) {
        return index.target(TMPFS).filter(base -> !base.equals(target))
                .flatMap(base -> ratio(transfer, target, transfer, base));
    }

    /** Files of one size: throughputs are to each other as the times, turned round. */
    private Optional<Stats> ratio(Transfer transfer, String target, Transfer base, String other) {
        return SampleIndex.ratio(whole(base, other), whole(transfer, target), Sample::millis);
    }
}
