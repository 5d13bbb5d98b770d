package workload.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CleanEnvironmentTest {
    /** Variables of a hook, a build server, a debugger and a Java developer. */
    private static final List<String> FOREIGN = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR",
            "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_CONFIG",
            "GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_SYSTEM",
            "GIT_SHALLOW_FILE", "GIT_TRACE", "GIT_EXEC_PATH", "GIT_TEMPLATE_DIR", "GIT_PREFIX", "CFLAGS", "LDFLAGS",
            "CC", "MAKEFLAGS", "CPATH", "PKG_CONFIG_PATH", "CONFIG_SITE", "LD_PRELOAD", "LD_LIBRARY_PATH", "LANG",
            "TMPDIR", "BASH_ENV", "ENV", "CDPATH", "POSIXLY_CORRECT", "PERL5LIB", "PYTHONPATH", "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "APT_CONFIG", "SOMETHING_NEW");

    @Test
    void nothingButThePathComesInWhateverIsSet() {
        assertThat(CleanEnvironment.with(Map.of(), surroundings())).isEqualTo(
                CleanEnvironment.with(Map.of(), Map.of("PATH", "/opt/bin")));
    }

    @Test
    void aUsersProgramGetsHisSettingsAndNothingElse() {
        Map<String, String> inherited = surroundings();
        inherited.put("https_proxy", "http://proxy:3128");
        inherited.put("SSH_AUTH_SOCK", "/run/agent");

        assertThat(CleanEnvironment.ofUser(Map.of("DEBIAN_FRONTEND", "noninteractive"), inherited)).containsOnly(
                Map.entry("PATH", "/opt/bin"), Map.entry("HOME", "/home/user"), Map.entry("LC_ALL", "C"),
                Map.entry("GIT_TERMINAL_PROMPT", "0"), Map.entry("https_proxy", "http://proxy:3128"),
                Map.entry("SSH_AUTH_SOCK", "/run/agent"), Map.entry("DEBIAN_FRONTEND", "noninteractive"));
    }

    @Test
    void programsAreFoundWithoutAPath() {
        assertThat(CleanEnvironment.with(Map.of(), Map.of())).containsEntry("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    private static Map<String, String> surroundings() {
        Map<String, String> all = new HashMap<>(Map.of("PATH", "/opt/bin", "HOME", "/home/user"));
        FOREIGN.forEach(name -> all.put(name, "foreign"));
        return all;
    }
}
