package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;

/** One suite's part of the page: a function of its raw samples. */
final class SuiteSection {
    private SuiteSection() {}

    /**
     * Draws it.
     *
     * @param folder
     *            of the page, for charts
     */
    static List<Block> of(SuiteResult result, Path folder) throws IOException {
        SampleIndex index = new SampleIndex(result.samples());
        List<Block> blocks = new ArrayList<>(List.of(new Block.Heading(2, result.suite().toString())));
        for (Variant variant : index.variants()) {
            blocks.add(new Block.Heading(3, variant.toString()));
            if (variant == Variant.COUNTED) {
                blocks.add(MessagesTable.of(result.samples()));
            } else if (result.suite().isTransfer()) {
                blocks.addAll(new TransferSection(new TransferIndex(index, variant), folder).blocks(result.suite()));
            } else {
                blocks.add(TimesTable.of(index, variant));
            }
        }
        blocks.addAll(gaps(result.gaps()));
        return blocks;
    }

    private static List<Block> gaps(List<Gap> gaps) {
        if (gaps.isEmpty()) {
            return List.of();
        }
        StringColumn work = Columns.text("work");
        StringColumn target = Columns.text("target");
        StringColumn why = Columns.text("why");
        for (Gap gap : gaps) {
            work.append(gap.work());
            target.append(gap.target());
            why.append(gap.reason().toString());
        }
        return List.of(new Block.Heading(3, "Left out"), FilledTable.of(work, target, why));
    }
}
