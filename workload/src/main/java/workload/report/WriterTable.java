package workload.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.TreeMap;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.WriterPhase;

/** Who wrote in pieces of which size in one phase: a row for each program at each of the two places. */
final class WriterTable {
    /** What the original saw git write, and a page. */
    static final long ORIGINAL = 4107;
    static final long PAGE = 4096;

    private static final int COMMONEST = 3;
    /** Programs with rows of their own. */
    private static final int TOP = 10;

    private final StringColumn program = Columns.text("program");
    private final StringColumn place = Columns.text("counted at");
    private final DoubleColumn writes = Columns.count("writes");
    private final DoubleColumn mib = Columns.measure("MiB");
    private final DoubleColumn median = Columns.count("median, bytes");
    private final StringColumn commonest = Columns.text("commonest sizes, bytes (share of the writes)");
    private final DoubleColumn pages = Columns.measure("of 4096 bytes, %");
    private final DoubleColumn originals = Columns.measure("of 4107 bytes, %");

    private WriterTable() {}

    static Table of(WriterPhase phase) {
        SortedMap<String, SortedMap<Long, Long>> application = phase.application() == null
                ? new TreeMap<>()
                : phase.application();
        List<String> programs = byWrites(application, phase.server());
        List<String> others = programs.subList(Math.min(TOP, programs.size()), programs.size());
        WriterTable table = new WriterTable();
        programs.stream().limit(TOP).forEach(name -> {
            table.add(name, "application", of(application, List.of(name)));
            table.add(name, "server", of(phase.server(), List.of(name)));
        });
        String name = others.size() == 1 ? "1 other" : others.size() + " others";
        table.add(name, "application", of(application, others));
        table.add(name, "server", of(phase.server(), others));
        return Table.create(table.program, table.place, table.writes, table.mib, table.median, table.commonest,
                table.pages, table.originals);
    }

    private static List<String> byWrites(SortedMap<String, SortedMap<Long, Long>> application,
            SortedMap<String, SortedMap<Long, Long>> server) {
        Set<String> names = new TreeSet<>(application.keySet());
        names.addAll(server.keySet());
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparing((String name) -> of(application, List.of(name)).writes()
                + of(server, List.of(name)).writes()).reversed());
        return sorted;
    }

    private static WriteCounts of(SortedMap<String, SortedMap<Long, Long>> counts, List<String> programs) {
        return WriteCounts.sum(programs.stream().filter(counts::containsKey).map(counts::get).toList());
    }

    private void add(String name, String where, WriteCounts counts) {
        if (counts.writes() > 0) {
            program.append(name);
            place.append(where);
            writes.append(counts.writes());
            mib.append(counts.bytes() / Numbers.MIB);
            median.append(counts.median());
            commonest.append(counts.commonest(COMMONEST));
            pages.append(counts.percent(PAGE));
            originals.append(counts.percent(ORIGINAL));
        }
    }
}
