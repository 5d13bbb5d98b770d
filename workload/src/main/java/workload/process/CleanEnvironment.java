package workload.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment of every program that the study runs. It is made of fixed values and of an allow-list: a variable that
 * isn't named here reaches no program, regardless of the shell, hook or service that started the study.
 */
public final class CleanEnvironment {
    /** In English, and without a prompt that would wait for a person. */
    private static final Map<String, String> SPEECH = Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0");
    /**
     * HOME doesn't exist, so that no user's settings are read; the fixed SOURCE_DATE_EPOCH keeps build times out
     * of what is built, so that the targets' trees can be compared.
     */
    private static final Map<String, String> FIXED = Map.of("HOME", "/nonexistent", "TZ", "UTC", "SOURCE_DATE_EPOCH",
            "1", "GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");
    private static final String PATH = "PATH";
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";
    /** For programs that access the network for the user: settings, proxies, keys and certificates. */
    private static final List<String> USERS = List.of("HOME", "USER", "LOGNAME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR",
            "http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
            "FTP_PROXY", "ALL_PROXY", "NO_PROXY", "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSL_CERT_FILE", "SSL_CERT_DIR",
            "CURL_CA_BUNDLE", "GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO",
            "GIT_SSL_CAPATH", "GIT_SSL_NO_VERIFY", "GIT_PROXY_COMMAND");

    private CleanEnvironment() {}

    /** Fixed except for the PATH: for programs that don't need the user's settings, such as builds and artefacts. */
    public static Map<String, String> with(Map<String, String> more) {
        return with(more, System.getenv());
    }

    static Map<String, String> with(Map<String, String> more, Map<String, String> inherited) {
        return joined(List.of(SPEECH, FIXED, path(inherited), more));
    }

    /** With the user's settings, proxies and keys: for programs that access the network, and a user's own command. */
    public static Map<String, String> ofUser(Map<String, String> more) {
        return ofUser(more, System.getenv());
    }

    static Map<String, String> ofUser(Map<String, String> more, Map<String, String> inherited) {
        return joined(List.of(SPEECH, path(inherited), chosen(USERS, inherited), more));
    }

    /** Those of these variables that the study was started with. */
    public static Map<String, String> inherited(String... names) {
        return chosen(List.of(names), System.getenv());
    }

    private static Map<String, String> path(Map<String, String> inherited) {
        return Map.of(PATH, inherited.getOrDefault(PATH, DEFAULT_PATH));
    }

    private static Map<String, String> chosen(List<String> names, Map<String, String> inherited) {
        return names.stream().filter(inherited::containsKey).collect(Collectors.toMap(name -> name, inherited::get));
    }

    /** If a name occurs several times, its last value counts. */
    private static Map<String, String> joined(List<Map<String, String>> parts) {
        Map<String, String> all = new TreeMap<>();
        parts.forEach(all::putAll);
        return all;
    }
}
