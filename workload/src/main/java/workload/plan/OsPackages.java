package workload.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import workload.process.Command;

/** Debian packages that builds need: which are missing, and how to get them. {@code a|b} means that either will do. */
public final class OsPackages {
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);

    private final Consumer<String> log;
    private final boolean root;
    private final Runner runner;

    /** How commands are run; tests have their own. */
    interface Runner {
        Command.Result run(Command command) throws IOException;
    }

    public OsPackages(Consumer<String> log) {
        this(log, isRoot(), Command::run);
    }

    OsPackages(Consumer<String> log, boolean root, Runner runner) {
        this.log = log;
        this.root = root;
        this.runner = runner;
    }

    private static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Those not installed. Empty where dpkg isn't the machine's package system: the build itself will tell then. */
    public List<String> missing(Collection<String> packages) {
        var missing = new ArrayList<String>();
        for (String wanted : packages) {
            if (!missing.contains(wanted) && !isInstalled(wanted)) {
                missing.add(wanted);
            }
        }
        return missing;
    }

    private boolean isInstalled(String wanted) {
        try {
            for (String alternative : wanted.split("\\|")) {
                if (runner.run(Command.of("dpkg-query", "-W", "-f", "${db:Status-Status}\\n", alternative)).output()
                        .lines().anyMatch("installed"::equals)) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /**
     * Installs what is missing of these, as root only.
     *
     * @param needs
     *            packages by who needs them
     * @throws PlanException
     *             says who needs what that isn't there, with the exact command for the user where it may not or can't be
     *             installed
     */
    public void install(Map<String, List<String>> needs) throws PlanException {
        Map<String, List<String>> missing = missing(needs);
        if (missing.isEmpty()) {
            return;
        }
        List<String> names = missing.values().stream().flatMap(List::stream).distinct().toList();
        String all = String.join(" ", names);
        if (!root) {
            throw new PlanException(sentence(missing) + ": as you are not root, run: sudo apt-get install -y " + all);
        }
        log.accept("installing missing packages: apt-get install -y " + all);
        aptGet(names, missing);
        Map<String, List<String>> still = missing(needs);
        if (!still.isEmpty()) {
            throw new PlanException(sentence(still) + ", which apt-get did not install; install them by hand.");
        }
    }

    /** By who needs them, the first of alternatives for each. */
    private Map<String, List<String>> missing(Map<String, List<String>> needs) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        needs.forEach((who, packages) -> {
            List<String> names = missing(packages).stream().map(wanted -> wanted.split("\\|")[0]).toList();
            if (!names.isEmpty()) {
                missing.put(who, names);
            }
        });
        return missing;
    }

    private static String sentence(Map<String, List<String>> missing) {
        return missing.entrySet().stream().map(need -> need.getKey() + " needs " + String.join(", ", need.getValue()))
                .collect(Collectors.joining("; "));
    }

    private void aptGet(List<String> names, Map<String, List<String>> missing) throws PlanException {
        try {
            Command.Result result = run(words(names));
            if (!result.ok()) {
                // The commonest reason by far: indexes that are absent (containers) or old.
                run(List.of("apt-get", "update"));
                result = run(words(names));
            }
            if (!result.ok()) {
                throw new PlanException(refusal(names, missing, result.lastLine()));
            }
        } catch (IOException e) {
            throw new PlanException(
                    sentence(missing) + ", and apt-get can't be run (" + e.getMessage() + "); install them by hand.",
                    e);
        }
    }

    /** Apt installs all or nothing: each package is tried alone, in a simulation, for the one that is to blame. */
    private String refusal(List<String> names, Map<String, List<String>> missing, String reason) throws IOException {
        for (String name : names) {
            Command.Result alone = run(words(List.of("--simulate", name)));
            if (!alone.ok()) {
                String who = missing.entrySet().stream().filter(need -> need.getValue().contains(name))
                        .map(Map.Entry::getKey).collect(Collectors.joining(", "));
                return who + " needs " + name + ", which apt-get can't install (" + alone.lastLine()
                        + "); install it by hand, or leave " + who + " out.";
            }
        }
        return sentence(missing) + ", which apt-get could not install (" + reason + "); run: apt-get install -y "
                + String.join(" ", names);
    }

    private static List<String> words(List<String> names) {
        List<String> words = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        words.addAll(names);
        return words;
    }

    private Command.Result run(List<String> words) throws IOException {
        return runner.run(
                Command.of(words).asUser().with(Map.of("DEBIAN_FRONTEND", "noninteractive")).within(INSTALL_LIMIT));
    }
}
