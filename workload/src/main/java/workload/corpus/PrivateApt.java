package workload.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import workload.process.Command;

/**
 * apt with the machine's own archives and keys, but asked for sources, in a directory of its own.
 *
 * <p>
 * Most machines list binary packages only. The user's /etc/apt is read and never changed, his proxies and mirrors
 * stay in force, and no privilege is needed.
 */
final class PrivateApt {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern ONE_LINE = Pattern.compile("^[ \\t]*deb\\s", Pattern.MULTILINE);
    private static final Pattern ONE_LINE_SOURCE = Pattern.compile("^[ \\t]*deb-src\\s.*$", Pattern.MULTILINE);
    private static final Pattern STANZA = Pattern.compile("^Types:.*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private final Path home;

    private PrivateApt(Path home) {
        this.home = home;
    }

    /**
     * Sets the directory up.
     *
     * @param etc
     *            the machine's /etc/apt
     */
    static PrivateApt in(Path home, Path etc) throws IOException {
        var apt = new PrivateApt(home.toAbsolutePath());
        for (String directory : List.of("sources.list.d", "lists/partial", "cache/archives/partial")) {
            Files.createDirectories(apt.home.resolve(directory));
        }
        apt.copySources(etc);
        Files.writeString(apt.configuration(), apt.settings());
        return apt;
    }

    private Path configuration() {
        return home.resolve("apt.conf");
    }

    /** The hooks are for the machine's own indexes: they tell desktops that these have changed. */
    private String settings() {
        return """
                Dir::Etc::SourceList "/dev/null";
                Dir::Etc::SourceParts "%1$s/sources.list.d";
                Dir::State::Lists "%1$s/lists";
                Dir::Cache "%1$s/cache";
                APT::Sandbox::User "root";
                Acquire::Languages "none";
                Acquire::http::Timeout "20";
                Acquire::https::Timeout "20";
                #clear APT::Update::Post-Invoke;
                #clear APT::Update::Post-Invoke-Success;
                """.formatted(home);
    }

    private void copySources(Path etc) throws IOException {
        var files = new ArrayList<>(List.of(etc.resolve("sources.list")));
        Path parts = etc.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> list = Files.list(parts)) {
                list.filter(file -> file.toString().endsWith(".list") || file.toString().endsWith(".sources"))
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            if (Files.isReadable(file)) {
                Files.writeString(home.resolve("sources.list.d").resolve(file.getFileName()),
                        file.toString().endsWith(".list")
                                ? sourceLines(Files.readString(file))
                                : sourceStanzas(Files.readString(file)));
            }
        }
    }

    /** One-line style: deb becomes deb-src; what was deb-src already would stand twice. */
    static String sourceLines(String list) {
        return ONE_LINE.matcher(ONE_LINE_SOURCE.matcher(list).replaceAll("")).replaceAll("deb-src ");
    }

    /** Deb822 style: the key Types of each stanza; all its other keys, Signed-By above all, stay. */
    static String sourceStanzas(String sources) {
        return STANZA.matcher(sources).replaceAll(Matcher.quoteReplacement("Types: deb-src"));
    }

    /** The versions of a source package in the archive's indexes, newest first. */
    List<String> versions(String sourcePackage) throws IOException {
        run(home, "apt-get", "update");
        var versions = new ArrayList<String>();
        for (String line : run(home, "apt-cache", "madison", sourcePackage).output().lines().toList()) {
            String[] columns = line.split("\\|");
            if (columns.length == 3 && columns[0].strip().equals(sourcePackage)) {
                insert(columns[1].strip(), versions);
            }
        }
        return versions;
    }

    private void insert(String version, List<String> newestFirst) throws IOException {
        int at = 0;
        while (at < newestFirst.size() && !isNewer(version, newestFirst.get(at))) {
            at++;
        }
        if (!newestFirst.contains(version)) {
            newestFirst.add(at, version);
        }
    }

    private static boolean isNewer(String version, String other) throws IOException {
        return Command.of("dpkg", "--compare-versions", version, "gt", other).run().ok();
    }

    /** Downloads the upstream tarball of one version; apt checks it against the signed index. */
    Command.Result download(String sourcePackage, String version, Path directory) throws IOException {
        return run(directory, "apt-get", "source", "--download-only", "--tar-only", sourcePackage + "=" + version);
    }

    private Command.Result run(Path directory, String program, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of(program, "-c", configuration().toString(), "-q"));
        words.addAll(List.of(arguments));
        return Command.of(words).asUser().in(directory).within(LIMIT).run();
    }
}
