package workload.report;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.CorpusInfo;

/** What was cloned: the original's table of projects, and where each repository came from. */
final class CorpusTables {
    private CorpusTables() {}

    static Table projects(List<CorpusInfo> corpora) {
        StringColumn project = Columns.text("project");
        DoubleColumn size = Columns.measure("MB");
        DoubleColumn files = Columns.count("files");
        DoubleColumn lines = Columns.count("lines of code");
        for (CorpusInfo corpus : corpora) {
            project.append(corpus.project());
            size.append(corpus.treeBytes() / 1e6);
            files.append(corpus.files());
            lines.append(corpus.linesOfCode());
        }
        return Table.create(project, size, files, lines);
    }

    static Table origins(List<CorpusInfo> corpora) {
        StringColumn project = Columns.text("project");
        StringColumn origin = Columns.text("origin");
        StringColumn source = Columns.text("source");
        StringColumn ref = Columns.text("ref");
        StringColumn commit = Columns.text("commit");
        StringColumn tree = Columns.text("tree hash");
        DoubleColumn commits = Columns.count("commits");
        DoubleColumn packs = Columns.measure("packs, MiB");
        for (CorpusInfo corpus : corpora) {
            project.append(corpus.project());
            origin.append(corpus.origin());
            source.append(corpus.source());
            ref.append(corpus.ref());
            commit.append(TreeTable.shorten(corpus.commit()));
            tree.append(TreeTable.shorten(corpus.tree()));
            commits.append(corpus.commits());
            packs.append(corpus.bytes() / Numbers.MIB);
        }
        return Table.create(project, origin, source, ref, commit, tree, commits, packs);
    }
}
