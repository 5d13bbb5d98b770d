package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import benchmarks.client.Transfer;
import benchmarks.original.OriginalStudy;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Stats;

/** What calls of different sizes cost, as tables and charts: files of every size, one after the other. */
record TransferSection(TransferIndex index, Path folder) {

    List<Block> blocks(Suite suite) throws IOException {
        List<Block> blocks = new ArrayList<>();
        if (suite == Suite.WRITE_SIZE) {
            blocks.add(new Block.Paragraph("MiB/s: the file's size over the time of its writes and its close. A call's"
                    + " cost: of the writes alone. No write is larger than its file."));
            ratios(blocks, Transfer.APPEND);
            add(blocks, Transfer.APPEND, true);
            blocks.addAll(new GrowthSection(index).blocks(folder));
            add(blocks, Transfer.OVERWRITE, false);
        } else {
            blocks.add(new Block.Paragraph("MiB/s: the file's size over the time of its open, reads and close. A call's"
                    + " cost: of the reads alone."));
            add(blocks, Transfer.COLD_READ, false);
            add(blocks, Transfer.WARM_READ, false);
            add(blocks, Transfer.COLD_RANDOM, false);
            add(blocks, Transfer.WARM_RANDOM, false);
        }
        return blocks;
    }

    /** A table for each size of file; charts for each, or for the largest. */
    private void add(List<Block> blocks, String operation, boolean isDrawnForAll) throws IOException {
        List<Integer> files = index.files(operation);
        for (int mib : files) {
            List<Transfer> transfers = index.transfers(operation).stream().filter(of -> of.mib() == mib).toList();
            TransferTable table = new TransferTable(index);
            transfers.forEach(transfer -> index.targets().forEach(target -> table.add(transfer, target)));
            blocks.add(new Block.Heading(4, "%s, a file of %d MiB".formatted(operation, mib)));
            blocks.add(table.block());
            boolean isLine = transfers.stream().map(Transfer::size).distinct().count() > 1;
            if (isLine && (isDrawnForAll || mib == files.getLast())) {
                blocks.addAll(new TransferCharts(index, folder).of(operation, mib));
            }
        }
    }

    /** What the 2017 study asked: how much slower are git's pieces than writes of 1 MiB? */
    private void ratios(List<Block> blocks, String operation) {
        DoubleColumn file = Columns.count("file, MiB");
        StringColumn target = Columns.text("target");
        DoubleColumn n = Columns.count("n");
        RatioColumns ratio = RatioColumns.named("MiB/s by %,d ÷ by 1 MiB".formatted(OriginalStudy.PIECE));
        for (int mib : index.files(operation)) {
            for (String of : index.targets()) {
                Optional<Stats> found = index.ratio(new Transfer(operation, mib, OriginalStudy.PIECE),
                        new Transfer(operation, mib, Transfer.MIB), of);
                if (found.isPresent()) {
                    file.append(mib);
                    target.append(of);
                    n.append(found.get().n());
                    ratio.append(found);
                }
            }
        }
        if (!target.isEmpty()) {
            blocks.add(new Block.Heading(4, "Pieces of %,d bytes against 1 MiB".formatted(OriginalStudy.PIECE)));
            blocks.add(new Block.Paragraph(
                    "The throughput by pieces over that by 1 MiB, both of the same round and target:"
                            + " 1 where only the bytes cost; n is the number of rounds."));
            blocks.add(FilledTable.of(file, target, n, ratio.median(), ratio.spread()));
        }
    }
}
