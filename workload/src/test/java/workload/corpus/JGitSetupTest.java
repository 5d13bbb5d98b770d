package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;

import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitSetupTest {
    @TempDir
    Path home;

    @Test
    void allSettingsAreInTheNewHome() throws Exception {
        JGitSetup.isolate(home.resolve("earlier"));
        JGitSetup.isolate(home);

        SystemReader reader = SystemReader.getInstance();
        assertThat(file(reader.getUserConfig())).hasParent(home.toFile());
        assertThat(file(reader.getJGitConfig())).hasParent(home.toFile());
        assertThat(file(reader.getSystemConfig())).hasParent(home.toFile());
        assertThat(FS.DETECTED.userHome()).isEqualTo(home.toFile());
    }

    private static File file(Object config) {
        return ((FileBasedConfig) config).getFile();
    }
}
