package workload.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    private static final String REST = ":/usr/bin:/bin";

    @TempDir
    Path folder;

    private Path program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Programs that these tests make, and some of the machine's. */
    private static SortedMap<String, String> look(String path) throws IOException {
        return Tools.look(List.of("autoconf", "bison", "flex", "gperf", "m4", "make", "sed", "tclsh"), path);
    }

    /** autoconf, and the programs that the projects' builds look for. */
    @Test
    void whatTheProjectsBuildsLookForIsLookedFor() {
        assertThat(Tools.LOOKED_FOR).doesNotHaveDuplicates().contains("autoconf", "bison", "curl", "flex", "g++", "gcc",
                "libtool", "make", "perl", "pkg-config", "python3", "ruby", "tclsh");
    }

    @Test
    void theFirstOnThePathSaysItsVersion() throws IOException {
        program("autoconf", "echo; echo 'autoconf (Mine) 9.9'; echo more");
        assertThat(look(folder + REST)).containsEntry("autoconf", "autoconf (Mine) 9.9").containsKey("sed");
    }

    /** A warning isn't its version. */
    @Test
    void standardErrorIsNotAsked() throws IOException {
        program("bison", "echo 'a warning 1.0' >&2");
        assertThat(look(folder + REST).get("bison")).matches("bison of \\d+ bytes");
    }

    @Test
    void tclshIsAskedThroughItsInput() throws IOException {
        program("tclsh", "read -r line; echo \"$line\"");
        assertThat(look(folder + REST)).containsEntry("tclsh", "puts [info patchlevel]");
    }

    @Test
    void aToolThatComesAndOneThatIsReplacedAreSeen() throws IOException {
        assertThat(look(folder + REST)).doesNotContainValue("flex 1.0");
        program("flex", "echo 'flex 1.0'");
        assertThat(look(folder + REST)).containsEntry("flex", "flex 1.0");
        program("flex", "echo 'flex 22.0'");
        assertThat(look(folder + REST)).containsEntry("flex", "flex 22.0");
    }

    /** The counter is in the program: a run adds a line. */
    @Test
    void aLaterLookRunsNone() throws IOException {
        program("gperf", "echo asked >>'" + folder + "/asked'; echo 'GNU gperf 3.1'");
        assertThat(look(folder + REST)).containsEntry("gperf", "GNU gperf 3.1");
        assertThat(look(folder + REST)).containsEntry("gperf", "GNU gperf 3.1");
        assertThat(folder.resolve("asked")).hasContent("asked");
    }

    @Test
    void whatIsNoProgramIsNoTool() throws IOException {
        Files.createDirectory(folder.resolve("make"));
        Files.writeString(folder.resolve("m4"), "not executable");
        assertThat(look(folder.toString())).isEmpty();
    }
}
