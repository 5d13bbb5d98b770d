package workload.page;

import java.text.NumberFormat;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * A table, declared column by column. A cell may be a value, an {@link Optional} of one, or null; what is missing, or no
 * finite number, prints as {@link Numbers#NONE}.
 *
 * @param <R>
 *            what a row is of
 */
public final class Columns<R> {
    /** The name of a column whose cells are paths relative to the run's folder. */
    public static final String LINK = "log";
    private final List<R> rows;
    private final Table table = Table.create();

    public Columns(Collection<R> rows) {
        this.rows = List.copyOf(rows);
    }

    public Columns<R> text(String name, Function<? super R, ?> cell) {
        StringColumn column = StringColumn.create(name);
        rows.forEach(row -> column.append(value(cell.apply(row)).map(String::valueOf).orElse(Numbers.NONE)));
        table.addColumns(column);
        return this;
    }

    /** Measured values, three significant digits; the name ends in the unit. */
    public Columns<R> measure(String name, Function<? super R, ?> cell) {
        return numbers(name, new Numbers.Significant(), cell);
    }

    /** Ratios near 1, whose first three digits say too little. */
    public Columns<R> ratio(String name, Function<? super R, ?> cell) {
        return numbers(name, Numbers.thousandthsFormat(), cell);
    }

    /** Shares in per cent. */
    public Columns<R> tenths(String name, Function<? super R, ?> cell) {
        return numbers(name, Numbers.tenthsFormat(), cell);
    }

    /** Times in steps of 10 ms: two decimals, and less than a step as "< 0.01". */
    public Columns<R> hundredths(String name, Function<? super R, ?> cell) {
        return numbers(name, new Numbers.Hundredths(), cell);
    }

    public Columns<R> count(String name, Function<? super R, ?> cell) {
        return numbers(name, Numbers.wholeFormat(), cell);
    }

    private Columns<R> numbers(String name, NumberFormat format, Function<? super R, ?> cell) {
        DoubleColumn column = DoubleColumn.create(name);
        column.setPrintFormatter(new NumberColumnFormatter(format, Numbers.NONE));
        rows.forEach(row -> value(cell.apply(row)).map(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite).ifPresentOrElse(column::append, column::appendMissing));
        table.addColumns(column);
        return this;
    }

    private static Optional<?> value(Object cell) {
        return cell instanceof Optional<?> optional ? optional : Optional.ofNullable(cell);
    }

    /** Leaves the last column out again where no row has a value in it. */
    public Columns<R> ifAny() {
        Column<?> last = table.column(table.columnCount() - 1);
        if (isEmpty(last)) {
            table.removeColumns(last);
        }
        return this;
    }

    public Table table() {
        return table;
    }

    /** Without the columns that no row has a value in. */
    public Table filled() {
        table.removeColumns(table.columns().stream().filter(Columns::isEmpty).toArray(Column[]::new));
        return table;
    }

    private static boolean isEmpty(Column<?> column) {
        return column instanceof StringColumn text
                ? text.asList().stream().allMatch(cell -> cell.isEmpty() || cell.equals(Numbers.NONE))
                : column.countMissing() == column.size();
    }

    /** Numbers stand to the right. */
    static boolean isNumber(Column<?> column) {
        return column instanceof DoubleColumn;
    }
}
