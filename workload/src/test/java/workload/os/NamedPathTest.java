package workload.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPathTest {
    @TempDir
    private Path temporary;

    @BeforeEach
    void makeALink() throws IOException {
        temporary = temporary.toRealPath();
        Files.createDirectories(temporary.resolve("away/inner"));
        Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("away/inner"));
    }

    /** Each as the kernel finds it. */
    @ParameterizedTest
    @CsvSource({"link/../m, away/m", "link/m, link/m", "away/./inner/../m, away/m", "none/../m, m", "link/../../m, m",
            "link/.., away", "link/../../link/../m, away/m"})
    void behindALinkTheParentIsThatOfItsTarget(String given, String meant) {
        assertThat(NamedPath.absolute(temporary.resolve(given))).isEqualTo(temporary.resolve(meant));
    }

    @Test
    void aboveTheRootIsTheRoot() {
        assertThat(NamedPath.absolute(Path.of("/../../tmp"))).isEqualTo(Path.of("/tmp"));
        assertThat(NamedPath.absolute(Path.of("/"))).isEqualTo(Path.of("/"));
    }

    @Test
    void whatJavaCouldReadIsNoMatter() throws IOException {
        assertThat(NamedPath.unreadable("redis", "--results", "ü 日")).isEmpty();
    }
}
