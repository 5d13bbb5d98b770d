package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.Transport;
import memfs.testing.MemfsProcess;
import memfs.testing.Requirements;

/**
 * The server works at the path that is named, byte for byte, or says that it can't; on each transport.
 *
 * <p>
 * In a mount namespace of its own, since programs that read mountinfo as UTF-8 stumble over these mounts; others' unmounts
 * arrive there.
 */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactNamesIT {
    /** Stands for a byte that is no UTF-8 where a text of Java's can have none. */
    private static final String BYTE = "BYTE";
    private static final List<String> WITH_BYTES = List.of("unshare", "--mount", "--propagation=slave", "bash", "-c",
            "cd \"${0//BYTE/$'\\377'}\" && exec \"${@//BYTE/$'\\377'}\"");
    private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534",
            "--clear-groups");

    @Parameter
    private Transport transport;

    @TempDir
    private Path folder;

    @BeforeEach
    void requirements() {
        Requirements.root();
        Requirements.fuse();
        Requirements.program("unshare");
        Requirements.program("setpriv");
    }

    private static void bash(Path folder, String script) throws IOException {
        run("bash", "-c", "cd \"$0\" && " + script, folder.toString());
    }

    private static void run(String... command) throws IOException {
        assertThat(new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue()).isZero();
    }

    private List<String> in(String directory, String... more) {
        return Stream.of(WITH_BYTES.stream(), Stream.of(folder + "/" + directory), Stream.of(more))
                .flatMap(part -> part).toList();
    }

    private String[] with(String... options) {
        return Stream.concat(Stream.of("-o", "transport=" + transport), Stream.of(options)).toArray(String[]::new);
    }

    /** Those within the folder, bytes as characters. */
    private List<String> mountPoints(MemfsProcess server) throws IOException {
        return Files
                .readAllLines(Path.of("/proc/" + server.process().pid() + "/mountinfo"), StandardCharsets.ISO_8859_1)
                .stream().filter(line -> line.contains(" - fuse.memfs ")).map(line -> line.split(" ")[4])
                .filter(point -> point.startsWith(folder.toString())).toList();
    }

    private void worksAt(MemfsProcess server, String bytes) throws IOException {
        assertThat(mountPoints(server)).containsExactly(folder + bytes);
        run("nsenter", "--mount", "--target", Long.toString(server.process().pid()), "bash", "-c",
                "cd \"$0\"/*/ && echo 1 >file && grep -q 1 file",
                folder.toString());
        server.process().destroy();
        assertThat(server.exitStatus()).isZero();
        assertThat(server.errors()).isEmpty();
    }

    @Test
    void aMountPointOfAnyBytes() throws IOException {
        bash(folder, "mkdir $'n\\377'");
        try (MemfsProcess server = MemfsProcess.mountThrough(in(""), folder.resolve("n" + BYTE), with())) {
            worksAt(server, "/n\u00FF");
        }
    }

    @Test
    void aMountPointOfAnyBytesOfAUser() throws IOException {
        Requirements.program("fusermount");
        bash(folder, "chmod 755 . && mkdir $'n\\377' && chown 65534 $'n\\377' && chmod 666 /dev/fuse");
        try (MemfsProcess server = MemfsProcess.mountThrough(in("", AS_NOBODY.toArray(String[]::new)),
                folder.resolve("n" + BYTE), with())) {
            assertThat(mountPoints(server)).containsExactly(folder + "/n\u00FF");
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
            assertThat(server.errors()).isEmpty();
        }
    }

    @Test
    void relativeToADirectoryOfAnyBytes() throws IOException {
        bash(folder, "mkdir -p $'d\\377/n'");
        try (MemfsProcess server = MemfsProcess.mountThrough(in("d" + BYTE), Path.of("n"),
                with("--stats-file", "statistics"))) {
            assertThat(mountPoints(server)).containsExactly(folder + "/d\u00FF/n");
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
        }
        bash(folder, "test -s $'d\\377/statistics'");
    }

    @Test
    void aSecondServerSeesTheFirst() throws IOException {
        bash(folder, "mkdir $'n\\377'");
        try (MemfsProcess first = MemfsProcess.mountThrough(in(""), folder.resolve("n" + BYTE), with())) {
            List<String> beside = new ArrayList<>(
                    List.of("nsenter", "--mount", "--target", Long.toString(first.process().pid())));
            beside.addAll(in("").subList(3, in("").size()));
            try (MemfsProcess second = MemfsProcess.startThrough(beside, folder.resolve("n" + BYTE), with())) {
                assertThat(second.exitStatus()).isEqualTo(1);
                assertThat(second.errors()).contains("already a mount point (fuse.memfs)").hasLineCount(1);
            }
        }
    }

    @Test
    void filesOfAnyBytes() throws IOException {
        bash(folder, "mkdir m && printf 'name: \"a b\"\\n' >$'c\\377'");
        try (MemfsProcess server = MemfsProcess.mountThrough(in(""), folder.resolve("m"),
                with("--stats-file", folder.resolve("s" + BYTE).toString(), "-c",
                        folder.resolve("c" + BYTE).toString()))) {
            assertThat(server.ready().get("name").asString()).isEqualTo("a b");
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
        }
        bash(folder, "test -s $'s\\377'");
    }

    /** A source of any bytes, too, which is no path, but stands in mountinfo beside one. */
    @Test
    void aSourceOfAnyBytes() throws IOException {
        bash(folder, "mkdir m");
        try (MemfsProcess server = MemfsProcess.mountThrough(in(""), folder.resolve("m"), with("-N", "s" + BYTE))) {
            assertThat(Files.readString(Path.of("/proc/" + server.process().pid() + "/mountinfo"),
                    StandardCharsets.ISO_8859_1)).contains(" fuse.memfs s\u00FF ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@m", "a:b", "a\nb", "a b\\,c", "ü日", " ", "\uFFFD", "m/.", "%FF"})
    void otherNames(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        if (name.startsWith("@")) {
            Files.writeString(folder.resolve("m"), "--help\n");
        }
        try (MemfsProcess server = MemfsProcess.mountThrough(in(""), Path.of(name), with())) {
            String escaped = name.replace("/.", "").replace("\\", "\\134").replace(" ", "\\040").replace("\n", "\\012");
            assertThat(mountPoints(server)).containsExactly(folder + "/"
                    + new String(escaped.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void aNameLikeAnOption() throws IOException {
        Files.createDirectory(folder.resolve("-o"));
        try (MemfsProcess server = MemfsProcess.mountThrough(in(""), Path.of("-o"), with("--"))) {
            assertThat(mountPoints(server)).containsExactly(folder + "/-o");
        }
    }

    /** The kernel's "..": of the directory that the link leads to. */
    @Test
    void behindALink() throws IOException {
        bash(folder, "mkdir -p away/inner away/m m && ln -s away/inner link");
        try (MemfsProcess server = MemfsProcess.mountThrough(in(""), Path.of("link/../m"),
                with("--stats-file", "link/../statistics"))) {
            assertThat(mountPoints(server)).containsExactly(folder + "/away/m");
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
        }
        assertThat(folder.resolve("away/statistics")).isNotEmptyFile();
        assertThat(folder.resolve("statistics")).doesNotExist();
    }

    @Test
    void whatIsThereAndCantBeLookedAtIsNoMissingOne() throws IOException {
        bash(folder, "chmod 755 . && mkdir -p closed/m && chmod 700 closed");
        refuses("can't be examined (permission denied)", "closed/m", AS_NOBODY.toArray(String[]::new));
        refuses("can't be examined (File name too long)", "x".repeat(256));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private void refuses(String sentence, String mountPoint, String... as) throws IOException {
        try (MemfsProcess server = MemfsProcess.startThrough(in("", as), folder.resolve(mountPoint), with())) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors()).contains(sentence).hasLineCount(1);
        }
    }
}
