package benchmarks.run;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Raw samples, one a row, for people's own programs; what was left out is a row without a time. RFC 4180. */
final class SamplesCsv {
    private static final String HEADER = "work,variant,target,round,shot,units,us_each,ms,server_cpu_us_each,messages,note";

    private SamplesCsv() {}

    static String of(List<Sample> samples, List<Gap> gaps) {
        Stream<String> rows = Stream.concat(samples.stream().map(SamplesCsv::row), gaps.stream().map(SamplesCsv::row));
        return Stream.concat(Stream.of(HEADER), rows).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Sample sample) {
        long messages = sample.messages().values().stream().mapToLong(Long::longValue).sum();
        boolean isCounted = sample.variant() == Variant.COUNTED;
        return line(quote(sample.work()), sample.variant(), quote(sample.target()), sample.round(), sample.shot(),
                sample.units(),
                sample.micros(), sample.millis(), sample.serverMicros(), isCounted ? messages : "", "");
    }

    private static String row(Gap gap) {
        return line(quote(gap.work()), "", quote(gap.target()), "", "", "", "", "", "", "",
                quote(gap.reason().toString()));
    }

    private static String line(Object... cells) {
        return Stream.of(cells).map(Object::toString).collect(Collectors.joining(","));
    }

    private static String quote(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
