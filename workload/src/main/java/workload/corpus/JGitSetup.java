package workload.corpus;

import java.nio.file.Path;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Keeps JGit away from the user's and the system's settings: their effects are not ours to measure or to change. */
public final class JGitSetup {
    private JGitSetup() {}

    /**
     * From now on JGit, in this whole JVM, reads no settings but those in a directory of its own, and writes there what
     * it finds out about file systems (their timestamp resolution).
     *
     * @param home
     *            stands in for the user's home; need not exist
     */
    public static void isolate(Path home) {
        FS.DETECTED.setUserHome(home.toFile());
        FS.DETECTED.setGitSystemConfig(home.resolve("system").toFile());
        SystemReader.setInstance(new IsolatedReader(SystemReader.getInstance(), home));
    }

    private static final class IsolatedReader extends SystemReader.Delegate {
        private final Path home;

        IsolatedReader(SystemReader delegate, Path home) {
            super(delegate);
            this.home = home;
        }

        @Override
        public String getenv(String variable) {
            boolean settings = variable.startsWith("GIT_") || variable.startsWith("XDG_");
            return settings ? null : super.getenv(variable);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return config(parent, fs, "system");
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return config(parent, fs, "user");
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return config(parent, fs, "jgit");
        }

        private FileBasedConfig config(Config parent, FS fs, String name) {
            return new FileBasedConfig(parent, home.resolve(name).toFile(), fs);
        }
    }
}
