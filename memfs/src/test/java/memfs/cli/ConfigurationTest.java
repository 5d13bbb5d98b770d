package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.MountException;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private Configuration read(String text) throws IOException, MountException {
        return Configuration.read(Files.writeString(folder.resolve("memfs.conf"), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"name\": \"a\", \"level\": \"warn\", \"stats-file\": \"s.json\", \"options\": {\"size\": \"4g\", \"ro\": true}}",
            "name: a\nlevel: WARN\nstats-file: s.json\noptions:\n  size: 4g\n  ro: true\n"})
    void readsJsonAndYaml(String text) throws Exception {
        Configuration configuration = read(text);

        assertThat(configuration.name()).isEqualTo("a");
        assertThat(configuration.level()).isEqualTo(LogLevel.warn);
        assertThat(configuration.statsFile()).isEqualTo(Path.of("s.json"));
        assertThat(configuration.options()).containsEntry("size", "4g").containsEntry("ro", "true").hasSize(2);
    }

    /** Jackson itself takes them for URIs. */
    @ParameterizedTest
    @ValueSource(strings = {"a:b", "file:/tmp/s.json", "s%41.json", "/tmp/ü:1"})
    void aFileIsNamedAsItIs(String name) throws Exception {
        assertThat(read("stats-file: '" + name + "'\n").statsFile()).isEqualTo(Path.of(name));
        assertThat(read("{\"stats-file\": \"" + name + "\"}").statsFile()).isEqualTo(Path.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\0b\"", "\"\\ud800\"", "[a]", "{a: b}"})
    void aNameThatNoFileCanHaveIsToldByItsSetting(String name) {
        assertThatThrownBy(() -> read("stats-file: " + name + "\n")).isInstanceOf(MountException.class)
                .hasMessageContaining("memfs.conf, line 1, column ").hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNoUtf8IsToldSo() throws IOException {
        Path file = Files.write(folder.resolve("memfs.conf"), new byte[]{'n', 'a', 'm', 'e', ':', ' ', (byte) 0xFF});
        assertThatThrownBy(() -> Configuration.read(file)).isInstanceOf(MountException.class)
                .hasMessageContaining("memfs.conf").hasMessageContaining("UTF-8").hasMessageNotContaining("\n");
    }

    @Test
    void aFileMaySayNothing() throws Exception {
        assertThat(read("{}")).isEqualTo(Configuration.EMPTY);
        assertThat(read("options: {size: null}\n")).isEqualTo(Configuration.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"a\",\n \"nmae\": 1}", "name: a\n\tlevel: warn\n", "name: a\nlevel: loud\n",
            "name: a\nname: b\n"})
    void aCorruptFileIsToldWithItsLine(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MountException.class)
                .hasMessageContaining("memfs.conf, line 2, column ")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"level: loud | value of level is none",
            "options: [ro] | value of options is",
            "options: {ro: [1]} | value of options.ro is", "readonly: maybe | value of readonly is",
            "hello | settings by their names", "[a] | settings by their names"})
    void aWrongValueIsToldByItsSetting(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MountException.class).hasMessageContaining(sentence)
                .hasMessageNotContaining("java");
    }

    @Test
    void aMissingFileIsToldByName() {
        assertThatThrownBy(() -> Configuration.read(folder.resolve("none"))).isInstanceOf(MountException.class)
                .hasMessageContaining("none can't be read");
    }
}
