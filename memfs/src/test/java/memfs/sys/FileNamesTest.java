package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    private static final byte[] EVERY_BYTE = new byte[255];

    static {
        for (int i = 0; i < EVERY_BYTE.length; i++) {
            EVERY_BYTE[i] = (byte) (i + 1);
        }
    }

    @Test
    void everyByteComesBack() {
        assertThat(FileNames.encode(FileNames.decode(EVERY_BYTE))).isEqualTo(EVERY_BYTE);
    }

    /** U+D800 in CESU-8, half of a character, one too many, a letter in two bytes, beyond U+10FFFF, U+FFFD itself. */
    @ParameterizedTest
    @ValueSource(strings = {"eda080", "c3", "c3bcbc", "c1a1", "f4908080", "efbfbd", "61ff62"})
    void whatIsNoUtf8ComesBack(String hex) {
        byte[] name = HexFormat.of().parseHex(hex);
        assertThat(FileNames.encode(FileNames.decode(name))).isEqualTo(name);
    }

    @Test
    void anyBytesComeBack() {
        Random random = new Random(14);
        for (int i = 0; i < 10_000; i++) {
            byte[] name = new byte[random.nextInt(12)];
            random.nextBytes(name);
            assertThat(FileNames.encode(FileNames.decode(name))).isEqualTo(name);
        }
    }

    @Test
    void whatIsUtf8IsItsOwnText() {
        String text = "Ünï 日本 \uD83D\uDE00 \uFFFD";
        assertThat(FileNames.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(FileNames.decode(new byte[]{'a', (byte) 0xFF})).isEqualTo("a\uDCFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "a", "", "/", ".", "../a", "/ü", "ü", "a/../ü/.", "/a b/\uDCFF%41",
            "\uDCFF\uDCFE/x",
            "-\n\\\uDC80", "../\uFFFD"})
    void aPathIsItsTexts(String text) {
        Path path = FileNames.path(text);
        assertThat(FileNames.text(path)).isEqualTo(text);
        assertThat(path.isAbsolute()).isEqualTo(text.startsWith("/"));
    }

    @Test
    void slashesAreNoNames() {
        assertThat(FileNames.path("//a///ü//")).isEqualTo(FileNames.path("/a/ü"));
        assertThat(FileNames.path("ü//b/")).isEqualTo(FileNames.path("ü/b"));
    }

    @Test
    void whatNoFileIsCalledIsRefused() {
        for (String text : new String[]{"a\0", "ü\0", "a\uD800", "\uDC7F"}) {
            assertThatThrownBy(() -> FileNames.path(text)).isInstanceOf(InvalidPathException.class);
        }
    }

    /** As the kernel sees it: the bytes of the name that is listed are those that were given. */
    @Test
    void aFileIsMadeUnderThatNameAndFoundByIt(@TempDir Path folder) throws IOException {
        Path made = Files.createFile(folder.resolve(FileNames.path("a\uDCFF")));
        try (var files = Files.list(folder)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file).isEqualTo(made);
                assertThat(FileNames.text(file)).endsWith("/a\uDCFF");
            });
        }
        assertThat(Files.exists(folder.resolve("a\uFFFD"))).isFalse();
    }

    @Test
    void relativeToTheCurrentDirectory() throws IOException {
        assertThat(FileNames.absolute(Path.of("a/../b"))).isEqualTo(Path.of("").toRealPath().resolve("a/../b"));
        assertThat(FileNames.absolute(Path.of("/a/../b"))).isEqualTo(Path.of("/a/../b"));
    }
}
