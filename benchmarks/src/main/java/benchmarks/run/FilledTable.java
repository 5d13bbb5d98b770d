package benchmarks.run;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import workload.report.Block;

/** A table without the columns that no row has a value for. */
final class FilledTable {
    private FilledTable() {}

    static Block.TableBlock of(Column<?>... columns) {
        Table table = Table.create();
        for (Column<?> column : columns) {
            if (column instanceof DoubleColumn numbers ? numbers.countMissing() < numbers.size() : hasText(column)) {
                table.addColumns(column);
            }
        }
        return new Block.TableBlock(table);
    }

    private static boolean hasText(Column<?> column) {
        return ((StringColumn) column).asList().stream().anyMatch(text -> !text.isEmpty());
    }
}
