package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryHoldsRepositoriesByName() throws Exception {
        Path bare = Files.createDirectories(directory.resolve("redis.git"));
        Path plain = Files.createDirectories(directory.resolve("nginx"));
        Mirrors mirrors = Mirrors.parse(List.of(directory.toString()));

        assertThat(mirrors.find("redis")).contains(bare);
        assertThat(mirrors.find("nginx")).contains(plain);
        assertThat(mirrors.find("httpd")).isEmpty();
    }

    @Test
    void behindALinkTheParentIsThatOfItsTarget() throws Exception {
        Path bare = Files.createDirectories(directory.resolve("away/redis.git")).toRealPath();
        Files.createSymbolicLink(directory.resolve("link"), Files.createDirectories(directory.resolve("away/inner")));

        assertThat(Mirrors.parse(List.of(directory.resolve("link/..").toString())).find("redis")).contains(bare);
    }

    @Test
    void aNamedRepositoryComesBeforeAnyDirectory() throws Exception {
        Files.createDirectories(directory.resolve("redis.git"));
        Path other = Files.createDirectories(directory.resolve("a=b"));

        assertThat(Mirrors.parse(List.of(directory.toString(), "redis=" + other)).find("redis")).contains(other);
    }

    @Test
    void aDirectoryWithAnEqualsSignIsADirectory() throws Exception {
        Path strange = Files.createDirectories(directory.resolve("a=b/redis")).getParent();

        assertThat(Mirrors.parse(List.of(strange.toString())).find("redis")).isPresent();
    }

    @Test
    void wrongArgumentsSayWhatToGive() throws IOException {
        Path repository = Files.createDirectories(directory.resolve("redis/.git")).getParent();

        assertThatThrownBy(() -> Mirrors.parse(List.of("redis=" + directory.resolve("missing"))))
                .isInstanceOf(CorpusException.class).hasMessageContaining("missing").hasMessageContaining("NAME=PATH");
        assertThatThrownBy(() -> Mirrors.parse(List.of(repository.toString()))).isInstanceOf(CorpusException.class)
                .hasMessageContaining("--mirror NAME=" + repository);
    }
}
