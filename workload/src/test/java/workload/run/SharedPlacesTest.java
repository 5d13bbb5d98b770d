package workload.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.os.Commands;
import workload.result.StudyException;
import workload.testing.Requirements;
import workload.trial.RunSettings;
import workload.trial.WorkDirectory;

/** What another user has prepared in a place that both may write to: a directory without the sticky bit, as /var/tmp else. */
class SharedPlacesTest {
    private static final String STRANGER = "65534";

    @TempDir
    private Path temporary;

    private Path precious;
    private Path shared;

    @BeforeEach
    void share() throws IOException {
        Requirements.root();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        precious = Files.writeString(temporary.resolve("precious"), "precious");
        shared = Files.createDirectory(temporary.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void asAnother(String... command) throws IOException {
        String[] words = new String[command.length + 4];
        System.arraycopy(new String[]{"setpriv", "--reuid=" + STRANGER, "--regid=" + STRANGER, "--clear-groups"}, 0,
                words, 0, 4);
        System.arraycopy(command, 0, words, 4, command.length);
        Commands.run(words);
    }

    @Test
    void aWorkDirectoryWithALinkInPlaceOfItsLock() throws IOException {
        Path work = shared.resolve("memfs-study-0");
        asAnother("mkdir", work.toString());
        asAnother("ln", "-s", precious.toString(), work.resolve("lock").toString());

        assertThatThrownBy(() -> WorkDirectory.open(work, _ -> {})).isInstanceOf(StudyException.class)
                .hasMessageContaining(work + ": it belongs to another user")
                .hasMessageContaining("choose another with --work-dir");
        assertThat(precious).hasContent("precious");
    }

    @Test
    void aLinkInPlaceOfAWorkDirectory() throws IOException {
        Path ours = Files.createDirectory(temporary.resolve("ours"));
        Path work = shared.resolve("memfs-study-0");
        asAnother("ln", "-s", ours.toString(), work.toString());

        assertThatThrownBy(() -> WorkDirectory.open(work, _ -> {})).isInstanceOf(StudyException.class)
                .hasMessageContaining("it belongs to another user");
        assertThat(ours).isEmptyDirectory();
    }

    @Test
    void aLinkInPlaceOfTheLockInOurOwn() throws IOException {
        Path work = Files.createDirectory(temporary.resolve("work"));
        Files.createSymbolicLink(work.resolve("lock"), precious);
        assertThatThrownBy(() -> WorkDirectory.open(work, _ -> {})).isInstanceOf(StudyException.class);
        assertThat(precious).hasContent("precious");
    }

    @Test
    void aCacheInWhichAnotherUserChoosesWhatIsBuilt() throws IOException {
        Path cache = shared.resolve("cache");
        asAnother("mkdir", cache.toString());
        RunSettings.Folders folders = new RunSettings.Folders(temporary, temporary, cache, temporary);

        assertThatThrownBy(folders::takeCache).isInstanceOf(StudyException.class)
                .hasMessageContaining(cache + ": it belongs to another user").hasMessageContaining("--cache");
    }

    /** Its run.json may have a target's command in it. */
    @Test
    void anotherUsersRunIsNotGoneOnWith() throws IOException, StudyException {
        Path run = shared.resolve("20260101T000000Z");
        asAnother("mkdir", run.toString());
        asAnother("touch", run.resolve("run.json").toString());

        assertThatThrownBy(() -> RunFolder.findOwn(shared, run.getFileName().toString()))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining(run + ": it belongs to another user");
        Files.setAttribute(run, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
        assertThat(RunFolder.findOwn(shared, run.getFileName().toString())).isEqualTo(run);
    }

    @Test
    void aNewRunTakesNoFolderThatIsThereNorALink() throws IOException, StudyException {
        asAnother("mkdir", shared.resolve("20260101T000000Z").toString());
        asAnother("ln", "-s", temporary.toString(), shared.resolve("20260101T000001Z").toString());

        Path folder = RunFolder.create(shared, Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(folder).isEqualTo(shared.resolve("20260101T000002Z"));
        assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).doesNotContain("rwxrwx");
    }
}
