package workload.result;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/** Tables for other programs; RFC 4180. */
public final class Csv {
    private static final CsvMapper MAPPER = CsvMapper.builder().enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private Csv() {}

    /** A whole file; a cell that is null is empty. */
    public static String of(List<String> header, Stream<List<Object>> rows) {
        CsvSchema schema = CsvSchema.builder().addColumns(header, CsvSchema.ColumnType.STRING).setUseHeader(true)
                .build();
        StringWriter text = new StringWriter();
        try (SequenceWriter writer = MAPPER.writer(schema).writeValues(text)) {
            writer.writeAll(rows.toList());
        }
        return text.toString();
    }

    /**
     * The rows of a file by the names of its header.
     *
     * @throws IllegalArgumentException
     *             when it is no such file
     */
    public static List<Map<String, String>> read(String text) {
        try {
            return MAPPER.readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader())
                    .<Map<String, String>>readValues(text).readAll();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
