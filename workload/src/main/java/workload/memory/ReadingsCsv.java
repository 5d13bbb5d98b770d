package workload.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import workload.result.Csv;

/** Reads an experiment's raw rows of the first format: bytes and seconds; what a target doesn't have is empty. */
final class ReadingsCsv {
    private ReadingsCsv() {}

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
