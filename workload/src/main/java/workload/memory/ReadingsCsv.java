package workload.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import workload.result.AtomicFile;
import workload.result.Csv;

/** An experiment's raw rows as a file: bytes and seconds; what a target doesn't have is empty. */
public final class ReadingsCsv {
    private static final List<String> HEADER = Stream
            .concat(Stream.of("target", "step", "count", "bytes", "seconds"), Arrays.stream(Quantity.values()))
            .map(Object::toString).toList();

    private ReadingsCsv() {}

    public static void write(Path file, List<Reading> readings) throws IOException {
        AtomicFile.replace(file, text(readings));
    }

    static String text(List<Reading> readings) {
        return Csv.of(HEADER, readings.stream().map(ReadingsCsv::row));
    }

    private static List<Object> row(Reading row) {
        List<Object> cells = new ArrayList<>(
                Arrays.asList(row.target(), row.step(), row.count(), row.bytes(), row.seconds()));
        Arrays.stream(Quantity.values()).map(row.figures().bytes()::get).forEach(cells::add);
        return cells;
    }

    static List<Reading> read(Path file) throws IOException {
        try {
            return Csv.read(Files.readString(file)).stream().map(ReadingsCsv::reading).toList();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Reading reading(Map<String, String> row) {
        Map<Quantity, Long> figures = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            String cell = row.get(quantity.toString());
            if (cell != null && !cell.isEmpty()) {
                figures.put(quantity, Long.valueOf(cell));
            }
        }
        String seconds = row.get("seconds");
        return new Reading(row.get("target"), row.get("step"), Long.parseLong(row.get("count")),
                Long.parseLong(row.get("bytes")), seconds.isEmpty() ? null : Double.valueOf(seconds),
                new Figures(figures));
    }
}
