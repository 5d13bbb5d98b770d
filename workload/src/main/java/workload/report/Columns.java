package workload.report;

import java.text.NumberFormat;
import java.util.Optional;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** The kinds of columns that the report's tables have; a missing value prints as {@link Numbers#NONE}. */
public final class Columns {
    private Columns() {}

    public static StringColumn text(String name) {
        return StringColumn.create(name);
    }

    /** Measured values, three significant digits; the name ends in the unit. */
    public static DoubleColumn measure(String name) {
        return formatted(name, new Numbers.Significant());
    }

    /** Ratios near 1, whose first three digits tell too little. */
    public static DoubleColumn ratio(String name) {
        return formatted(name, Numbers.thousandthsFormat());
    }

    /** Shares in per cent. */
    public static DoubleColumn tenths(String name) {
        return formatted(name, Numbers.tenthsFormat());
    }

    public static DoubleColumn count(String name) {
        return formatted(name, Numbers.wholeFormat());
    }

    public static void append(DoubleColumn column, Optional<Double> value) {
        value.ifPresentOrElse(column::append, column::appendMissing);
    }

    /** A column that no row has a value for tells nothing. */
    public static void addUnlessEmpty(Table table, DoubleColumn column) {
        if (column.countMissing() < column.size()) {
            table.addColumns(column);
        }
    }

    /** Numbers stand to the right. */
    static boolean isNumber(Column<?> column) {
        return column instanceof DoubleColumn;
    }

    private static DoubleColumn formatted(String name, NumberFormat format) {
        DoubleColumn column = DoubleColumn.create(name);
        column.setPrintFormatter(new NumberColumnFormatter(format, Numbers.NONE));
        return column;
    }
}
