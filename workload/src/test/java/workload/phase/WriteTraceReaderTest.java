package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import workload.os.Commands;

/** Lines as strace 6.1 wrote them. */
class WriteTraceReaderTest {
    @TempDir
    private Path folder;

    private SortedMap<String, SortedMap<Long, Long>> read(String... lines) throws IOException {
        return readIn("/work/trial/nginx", lines);
    }

    private SortedMap<String, SortedMap<Long, Long>> readIn(String tree, String... lines) throws IOException {
        Path trace = folder.resolve("trace");
        Files.write(trace, List.of(lines), StandardCharsets.ISO_8859_1);
        return WriteTraceReader.read(trace, Path.of(tree));
    }

    @Test
    void countsExactSizesByProgram() throws IOException {
        assertThat(read("5119<git> write(4</work/trial/nginx/.git/objects/pack/tmp_pack_X1>, \"\"..., 4096) = 4096",
                "5119<git> write(4</work/trial/nginx/.git/objects/pack/tmp_pack_X1>, \"\"..., 4107) = 4107",
                "5119<git> write(4</work/trial/nginx/.git/objects/pack/tmp_pack_X1>, \"\"..., 4096) = 4096",
                "  77<ld> pwrite64(3</work/trial/nginx/a>, \"\"..., 1, 17)  = 1"))
                .isEqualTo(Map.of("git", Map.of(4096L, 2L, 4107L, 1L), "ld", Map.of(1L, 1L)));
    }

    @Test
    void leavesOutWhatIsNotInTheTree() throws IOException {
        assertThat(read("1<cc1> write(3</tmp/ccWIfq21.s>, \"\"..., 362) = 362",
                "1<git> write(1</work/trial/nginx2/a>, \"\"..., 5) = 5",
                "1<git> write(1<socket:[9124]>, \"\"..., 21) = 21", "1<make> write(2<pipe:[7]>, \"\"..., 3) = 3",
                "1<sh> write(1, \"\"..., 3) = -1 EBADF (Bad file descriptor)")).isEmpty();
    }

    @Test
    void leavesOutWhatWroteNothing() throws IOException {
        assertThat(read("1<sh> write(1</work/trial/nginx/a>, \"\"..., 3) = -1 ENOSPC (No space left on device)",
                "1<cp> copy_file_range(3</work/trial/nginx/a>, NULL, 4</work/trial/nginx/b>, NULL, 9, 0) = 0",
                "1<sh> write(1</work/trial/nginx/a>, \"\"..., 3 <unfinished ...>) = ?", "+++ killed by SIGKILL +++"))
                .isEmpty();
    }

    @Test
    void joinsCallsThatOthersInterrupt() throws IOException {
        assertThat(read("11<as> write(3</work/trial/nginx/a.o>, \"\"..., 4096 <unfinished ...>",
                "12<cc1> write(5</work/trial/nginx/b.d>, \"\"..., 40 <unfinished ...>",
                "13<ar> write(5</work/trial/nginx/c.a>, \"\"..., 8) = 8",
                "12<cc1> <... write resumed>)            = 40", "11<as> <... write resumed>)             = 4000"))
                .isEqualTo(Map.of("as", Map.of(4000L, 1L), "cc1", Map.of(40L, 1L), "ar", Map.of(8L, 1L)));
    }

    @Test
    void knowsWhichFileIsWritten() throws IOException {
        assertThat(read("1<cp> copy_file_range(3</tmp/a>, NULL, 4</work/trial/nginx/b>, NULL, 99, 0) = 12321",
                "1<cp> copy_file_range(3</work/trial/nginx/b>, NULL, 4</tmp/c>, NULL, 99, 0) = 12321",
                "1<cat> sendfile(1</work/trial/nginx/d>, 3</tmp/a>, NULL, 77) = 77",
                "1<cat> sendfile(1</tmp/d>, 3</work/trial/nginx/a>, NULL, 77) = 77"))
                .isEqualTo(Map.of("cp", Map.of(12321L, 1L), "cat", Map.of(77L, 1L)));
    }

    @Test
    void understandsOddNamesUnlinkedFilesAndVectors() throws IOException {
        assertThat(read("1<sh> write(1</work/trial/nginx/c\\76,d\\303\\244>, \"\"..., 2) = 2",
                "1<gone> write(1</work/trial/nginx/x>(deleted), \"\"..., 3) = 3",
                "1<vec> writev(1</work/trial/nginx/x>, [{iov_base=\"\"..., iov_len=12}, {iov_base=\"\"..., iov_len=4}], 2)"
                        + " = 16"))
                .isEqualTo(Map.of("sh", Map.of(2L, 1L), "gone", Map.of(3L, 1L), "vec", Map.of(16L, 1L)));
    }

    @Test
    void aResumedCallWhoseBeginIsNotThereIsLeftOut() throws IOException {
        assertThat(read("12<cc1> <... write resumed>)            = 40")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', value = {"/a b/ü, /a b/\\303\\274", "/q\"o, /q\\\"o", "/b\\n, /b\\\\n",
            "/<t>, /\\74t\\76", "/<7%41+, /\\0747%41+"})
    void understandsATreeWhoseNameIsEscaped(String tree, String escaped) throws IOException {
        assertThat(readIn(tree, "1<git> write(4<" + escaped + "/tmp_pack_X1>, \"\"..., 4107) = 4107",
                "1<git> write(4<" + escaped + "2/tmp_pack_X1>, \"\"..., 1) = 1")).isEqualTo(
                        Map.of("git", Map.of(4107L, 1L)));
    }

    @Test
    void understandsATreeWithLineEnds() throws IOException {
        assertThat(readIn("/a\n\t\u00011", "1<git> write(4</a\\n\\t\\0011/x>, \"\"..., 4107) = 4107")).isNotEmpty();
    }

    @Test
    void aTreesOwnNameIsTakenAsStraceWritesIt() throws Exception {
        assumeTrue(Commands.exists("strace"), "needs strace");
        Path tree = Files.createDirectories(folder.resolve("a b \"ü\" \\74<x>\n\u00017"));
        Path trace = folder.resolve("real");
        List<String> words = new WriteTrace(trace).apply(List.of("sh", "-c", "echo hello >\"$1\"/'x) = 7'", "sh",
                tree.toString()));
        Commands.run(words.toArray(String[]::new));
        assertThat(WriteTraceReader.read(trace, tree.toRealPath())).isEqualTo(Map.of("sh", Map.of(6L, 1L)));
    }

    @Test
    void programsAreNamedInText() throws IOException {
        assertThat(read("1<od d\\76x) b> write(1</work/trial/nginx/a>, \"\"..., 2) = 2",
                "1<\\303\\274\\377> write(1</work/trial/nginx/a>, \"\"..., 3) = 3",
                "1<> write(1</work/trial/nginx/a>, \"\"..., 4) = 4"))
                .isEqualTo(Map.of("od d>x) b", Map.of(2L, 1L), "ü\ufffd", Map.of(3L, 1L), "(name not known)",
                        Map.of(4L, 1L)));
    }

    @Test
    void takesNoNumberOutOfAFilesName() throws IOException {
        assertThat(read("1<sh> write(1</work/trial/nginx/a) = 7>, \"\"..., 3) = -1 ENOSPC (No space left on device)",
                "1<sh> write(1</work/trial/nginx/a) = 7>, \"\"..., 3) = 3")).isEqualTo(Map.of("sh", Map.of(3L, 1L)));
    }
}
