package workload.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
     * @throws PlanException
     *             with the exact command for the user where it may not or does not work
     */
    public void install(Collection<String> packages) throws PlanException {
        List<String> missing = missing(packages);
        if (missing.isEmpty()) {
            return;
        }
        List<String> names = missing.stream().map(wanted -> wanted.split("\\|")[0]).toList();
        String all = String.join(" ", names);
        if (!root) {
            throw new PlanException("Packages are missing; run: sudo apt-get install -y " + all);
        }
        log.accept("installing missing packages: apt-get install -y " + all);
        aptGet(names, all);
        if (!missing(packages).isEmpty()) {
            throw new PlanException("apt-get did not install all of: " + all + "; install them by hand.");
        }
    }

    private void aptGet(List<String> names, String all) throws PlanException {
        var install = new ArrayList<>(Arrays.asList("apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(names);
        try {
            Command.Result result = run(install);
            if (!result.ok()) {
                // The commonest reason by far: indexes that are absent (containers) or old.
                run(List.of("apt-get", "update"));
                result = run(install);
            }
            if (!result.ok()) {
                throw new PlanException("apt-get could not install the missing packages (" + result.lastLine()
                        + "); run: apt-get install -y " + all);
            }
        } catch (IOException e) {
            throw new PlanException("apt-get can't be run (" + e.getMessage() + "); install: " + all, e);
        }
    }

    private Command.Result run(List<String> words) throws IOException {
        return runner.run(
                Command.of(words).with(Map.of("DEBIAN_FRONTEND", "noninteractive")).within(INSTALL_LIMIT));
    }
}
