package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.result.Csv;
import workload.result.TextFile;

/** Writes an experiment's raw rows: bytes and seconds; what a target doesn't have is empty. */
final class MeasurementsCsv {
    private static final String HEADER = Stream
            .concat(Stream.of("target", "step", "count", "bytes", "seconds"), Arrays.stream(Quantity.values()))
            .map(Object::toString).collect(Collectors.joining(","));

    private MeasurementsCsv() {}

    static void write(Path file, List<Measurement> measurements) throws IOException {
        TextFile.replace(file, text(measurements));
    }

    static String text(List<Measurement> measurements) {
        return Csv.of(HEADER, measurements.stream().map(MeasurementsCsv::row));
    }

    private static String row(Measurement row) {
        Stream<Object> first = Stream.of(row.target(), row.step(), row.count(), row.bytes(), row.seconds());
        Stream<Object> figures = Arrays.stream(Quantity.values()).map(row.figures().bytes()::get);
        return Csv.row(Stream.concat(first, figures).toArray());
    }
}
