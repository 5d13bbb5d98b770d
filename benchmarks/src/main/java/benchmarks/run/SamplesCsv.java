package benchmarks.run;

import java.util.List;
import java.util.stream.Stream;

import workload.result.Csv;

/** Raw samples, one a row; what was left out is a row without a time. */
final class SamplesCsv {
    private static final String HEADER = "work,variant,target,round,shot,units,us_each,ms,server_cpu_us_each,messages,note";

    private SamplesCsv() {}

    static String of(List<Sample> samples, List<Gap> gaps) {
        return Csv.of(HEADER,
                Stream.concat(samples.stream().map(SamplesCsv::row), gaps.stream().map(SamplesCsv::row)));
    }

    private static String row(Sample sample) {
        long messages = sample.messages().values().stream().mapToLong(Long::longValue).sum();
        boolean isCounted = sample.variant() == Variant.COUNTED;
        return Csv.row(sample.work(), sample.variant(), sample.target(), sample.round(), sample.shot(),
                sample.units(),
                sample.micros(), sample.millis(), sample.serverMicros(), isCounted ? messages : "", "");
    }

    private static String row(Gap gap) {
        return Csv.row(gap.work(), "", gap.target(), "", "", "", "", "", "", "",
                gap.reason());
    }
}
