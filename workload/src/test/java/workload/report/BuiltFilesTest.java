package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.study.FileDifference.Aspect;
import workload.study.FileDifference;
import workload.study.ManifestCheck.KnownVarying;
import workload.study.ManifestCheck;
import workload.study.TrialKey;

class BuiltFilesTest {
    private static final TrialKey DISK = SyntheticRun.key("redis", "disk", 2, 1);
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private String section(SyntheticRun run) throws IOException {
        Report.write(run.write());
        String report = Files.readString(folder.resolve("report/report.md"));
        String from = report.substring(report.indexOf("## Built files"));
        return from.substring(0, from.indexOf("\n## "));
    }

    private SyntheticRun disk() throws IOException {
        return new SyntheticRun(folder).addGood("redis", "disk", 1).judged(t -> t.checked(check(0, 0)));
    }

    private static ManifestCheck check(long excused, long differing, FileDifference... differences) {
        List<KnownVarying> known = List.of(new KnownVarying("src/*.o", "contents", "they hold the time", excused),
                new KnownVarying("old", "presence", "it once did", 0));
        return new ManifestCheck(DISK, false, 1000, 1000 - excused - differing, excused, differing, known,
                List.of(differences));
    }

    @Test
    void tellsWhatWasComparedAndWhy() throws IOException {
        String section = section(disk().addGood("redis", "tmpfs", 1).judged(t -> t.checked(check(7, 0)))
                .addGood("redis", "tmpfs", 2).judged(t -> t.checked(check(3, 0))));

        assertThat(section).contains("| redis | disk | 0 | – | – | – | – | the reference |")
                .contains("| redis | tmpfs | 2 | 1,000 | 993 | 7 | 0 | as on disk #1 but for what is known to vary |")
                .contains("| redis | src/\\*.o | contents | 7 | they hold the time |")
                .contains("| redis | old | presence | 0 | it once did |").contains("0: they never differed in this run")
                .doesNotContain("Built files that differ", "Nothing was compared");
    }

    @Test
    void listsWhatMadeATrialInvalid() throws IOException {
        String section = section(disk().addGood("redis", "memfs", 1).judged(t -> t.invalid("2 differ",
                check(0, 72, new FileDifference("bin/x|y", Aspect.MODE, "644", "755"),
                        new FileDifference("bin/z", Aspect.CONTENTS, HASH, "unreadable")))));

        assertThat(section).contains("| redis | memfs | 1 | 1,000 | 928 | 0 | 72 | 1 of 1 differ from disk #1 |")
                .contains("| redis | memfs | 1 | bin/x\\|y | mode | 644 | 755 |")
                .contains("| redis | memfs | 1 | bin/z | contents | 0123456789ab | unreadable |")
                .contains("redis on memfs #1 differs in 70 further files");
    }

    @Test
    void saysWhereOnlyNamesWereCompared() throws IOException {
        String section = section(disk().addGood("redis", "tmpfs", 1)
                .judged(t -> t.checked(new ManifestCheck(DISK, true, 9, 9, 0, 0, List.of(), List.of()))));

        assertThat(section).contains("On tmpfs only names, types and permissions were compared");
    }

    @Test
    void whatWasNotComparedIsNotTheSame() throws IOException {
        String section = section(disk().addGood("redis", "tmpfs", 1));

        assertThat(section).contains("| redis | tmpfs | 0 | – | – | – | – | not compared: 1 |")
                .contains("Nothing was compared").doesNotContain("known to vary, and");
    }

    @Test
    void aRunFromBeforeManifestsSaysSo() throws IOException {
        assertThat(section(SyntheticRun.whole(folder))).contains("Nothing was compared: no trial of this run")
                .doesNotContain("|");
    }
}
