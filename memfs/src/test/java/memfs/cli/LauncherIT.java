package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import memfs.testing.MemfsProcess;

/** The launcher in a folder that was moved, with every kind of class archive: it may only make the start faster. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherIT {
    private static final Path BUILT = MemfsProcess.launcher().resolve("../../target").normalize();

    @TempDir
    private Path folder;

    private Path launcher;
    private Path archive;

    @BeforeEach
    void move() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("a folder/bin"));
        Path target = Files.createDirectories(folder.resolve("a folder/target"));
        for (String script : new String[]{"memfs", "launch.sh", "find-jdk.sh"}) {
            Files.copy(MemfsProcess.launcher().resolveSibling(script), bin.resolve(script),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(BUILT.resolve("memfs.jar"), target.resolve("memfs.jar"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(target.resolve("lib"), BUILT.resolve("lib"));
        launcher = bin.resolve("memfs");
        archive = target.resolve("memfs.jsa");
    }

    private static byte[] builtArchive() throws IOException {
        Path built = BUILT.resolve("memfs.jsa");
        assumeTrue(Files.exists(built), "bin/make-archive.sh could make none here");
        return Files.readAllBytes(built);
    }

    private int start(String javaOptions) throws IOException {
        ProcessBuilder start = new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        start.environment().put("MEMFS_JAVA_OPTS", javaOptions);
        return start.start().onExit().join().exitValue();
    }

    private void startsWithoutAWord() throws IOException {
        assertThat(start("")).isZero();
        assertThat(folder.resolve("output")).content().startsWith("memfs ").hasLineCount(1);
    }

    /** By -Xshare:on Java ends where it can't use the archive. */
    private boolean isUsed() throws IOException {
        return start("-Xshare:on") == 0;
    }

    @Test
    void inAFolderThatJavaCantRead() throws IOException {
        String script = "cp -r \"$0/a folder\" \"$0\"/$'b\\377' && exec \"$0\"/$'b\\377'/bin/memfs --version";
        Process process = new ProcessBuilder("bash", "-c", script, folder.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()).start();
        assertThat(process.onExit().join().exitValue()).isEqualTo(1);
        assertThat(folder.resolve("output")).content(StandardCharsets.ISO_8859_1).startsWith("memfs: Java can't read ")
                .endsWith("; rename the folder.\n").hasLineCount(1);
    }

    /** As the packages have it: beside the programs a folder with the jar, and a Java. */
    private void install(String machine) throws IOException {
        Path home = folder.resolve("a folder");
        Files.move(home.resolve("target"), home.resolve("app"));
        Path runtime = Files.createDirectories(home.resolve("runtime"));
        Files.writeString(home.resolve("app/machine"), machine + "\n");
        Files.createSymbolicLink(runtime.resolve("bin"),
                Path.of(ProcessHandle.current().info().command().orElseThrow()).getParent());
    }

    private static String machine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case String other -> other;
        };
    }

    @Test
    void anInstalledOneRunsOnItsOwnJava() throws IOException {
        install(machine());
        startsWithoutAWord();
        Files.writeString(folder.resolve("a folder/app/version"), "1.2.3\n");
        assertThat(start("-no-such-option")).as("the version needs no Java").isZero();
        assertThat(folder.resolve("output")).hasContent("memfs 1.2.3\n");
    }

    /** Else the first file that Java opens gets its number, and what is written to the output goes there. */
    @ParameterizedTest
    @CsvSource({"0, <&-", "1, >&-", "2, 2>&-"})
    void aClosedDescriptorIsOpenForJava(int descriptor, String closes) throws IOException {
        install(machine());
        Path bin = folder.resolve("a folder/runtime/bin");
        Files.delete(bin);
        Files.writeString(Files.createDirectory(bin).resolve("java"),
                "#!/bin/sh\nseen=$(readlink /proc/$$/fd/" + descriptor + "); echo \"$seen\" >'"
                        + folder.resolve("seen") + "'\n");
        bin.resolve("java").toFile().setExecutable(true);

        Process process = new ProcessBuilder("bash", "-c", "exec \"$0\" --help " + closes, launcher.toString()).start();
        assertThat(process.onExit().join().exitValue()).isZero();
        assertThat(folder.resolve("seen")).hasContent("/dev/null\n");
    }

    @Test
    void anInstalledOneOfAnotherMachine() throws IOException {
        install("s390x");
        assertThat(start("")).isEqualTo(1);
        assertThat(folder.resolve("output"))
                .hasContent("memfs: this package is for s390x, and the machine is " + machine()
                        + "; install the package for " + machine() + ".\n");
    }

    /** Each would cost every start some milliseconds. */
    @Test
    void whatAJdkSaysOfItselfIsReadWithoutAProgram() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder find = new ProcessBuilder("/bin/bash", "-c", "PATH=/nonexistent; . \"$0\"; find_java",
                launcher.resolveSibling("find-jdk.sh").toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        find.environment().put("MEMFS_JAVA", java);
        assertThat(find.start().onExit().join().exitValue()).isZero();
        assertThat(folder.resolve("output")).hasContent(java + "\n");
    }

    @Test
    void none() throws IOException {
        startsWithoutAWord();
    }

    @Test
    void theBuilds() throws IOException {
        Files.write(archive, builtArchive());
        startsWithoutAWord();
        assertThat(isUsed()).isTrue();
    }

    @Test
    void thatOfAnotherJar() throws IOException {
        Files.write(archive, builtArchive());
        Path jar = archive.resolveSibling("memfs.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        startsWithoutAWord();
        assertThat(isUsed()).isFalse();
    }

    @Test
    void halfOfOne() throws IOException {
        byte[] whole = builtArchive();
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        startsWithoutAWord();
        assertThat(isUsed()).isFalse();
    }

    @Test
    void garbage() throws IOException {
        Files.write(archive, "not an archive\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
        startsWithoutAWord();
        assertThat(isUsed()).isFalse();
    }

    @Test
    void nothingInIt() throws IOException {
        Files.createFile(archive);
        startsWithoutAWord();
        assertThat(isUsed()).isFalse();
    }
}
