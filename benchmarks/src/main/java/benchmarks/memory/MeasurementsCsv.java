package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.result.ResultStore;

/** Writes an experiment's raw rows: bytes and seconds; what a target doesn't have is empty. Quoting follows RFC 4180. */
final class MeasurementsCsv {
    private static final String HEADER = Stream
            .concat(Stream.of("target", "step", "count", "bytes", "seconds"), Arrays.stream(Quantity.values()))
            .map(Object::toString).collect(Collectors.joining(","));

    private MeasurementsCsv() {}

    static void write(Path file, List<Measurement> measurements) throws IOException {
        ResultStore.replace(file, text(measurements));
    }

    static String text(List<Measurement> measurements) {
        return Stream.concat(Stream.of(HEADER), measurements.stream().map(MeasurementsCsv::row))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Measurement row) {
        Stream<Object> first = Stream.of(quote(row.target()), quote(row.step()), row.count(), row.bytes(),
                Objects.toString(row.seconds(), ""));
        Stream<Object> figures = Arrays.stream(Quantity.values())
                .map(quantity -> Objects.toString(row.figures().bytes().get(quantity), ""));
        return Stream.concat(first, figures).map(Object::toString).collect(Collectors.joining(","));
    }

    private static String quote(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
