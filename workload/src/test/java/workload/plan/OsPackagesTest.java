package workload.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import workload.process.Command;

class OsPackagesTest {
    private final Set<String> installed = new HashSet<>(Set.of("gcc", "make"));
    private final Set<String> known = Set.of("gcc", "make", "pkgconf", "zlib1g-dev");
    private final List<String> log = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private boolean indexesAreFresh = true;

    @Test
    void asksForEachPackageAndItsAlternatives() {
        assertThat(packages(true).missing(List.of("gcc", "zlib1g-dev", "zlib1g-dev", "cc|make"))).containsExactly(
                "zlib1g-dev");
    }

    @Test
    void withoutDpkgNothingCountsAsMissing() {
        var packages = new OsPackages(log::add, true, _ -> {
            throw new IOException("no dpkg-query");
        });

        assertThat(packages.missing(List.of("gcc"))).isEmpty();
    }

    @Test
    void installsOnlyWhatIsMissingAndSaysSo() throws PlanException {
        packages(true).install(Map.of("nginx", List.of("gcc", "zlib1g-dev", "pkgconf|pkg-config")));

        assertThat(installed).contains("zlib1g-dev", "pkgconf");
        assertThat(log).singleElement().asString().endsWith("apt-get install -y zlib1g-dev pkgconf");
    }

    @Test
    void doesNothingWhenAllIsThere() throws PlanException {
        packages(false).install(Map.of("redis", List.of("gcc", "make")));

        assertThat(ran).noneMatch(words -> words.startsWith("apt-get"));
    }

    @Test
    void freshensTheIndexesWhenTheyAreOld() throws PlanException {
        indexesAreFresh = false;

        packages(true).install(Map.of("nginx", List.of("zlib1g-dev")));

        assertThat(ran).contains("apt-get update");
        assertThat(installed).contains("zlib1g-dev");
    }

    @Test
    void anOrdinaryUserGetsOneCommandForAllProjects() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        needs.put("nginx", List.of("gcc", "zlib1g-dev", "pcre"));
        needs.put("postgres", List.of("zlib1g-dev", "bison|byacc"));

        assertThatThrownBy(() -> packages(false).install(needs)).isInstanceOf(PlanException.class)
                .hasMessageContaining("nginx needs zlib1g-dev, pcre; postgres needs zlib1g-dev, bison")
                .hasMessageEndingWith("run: sudo apt-get install -y zlib1g-dev pcre bison");
        assertThat(ran).noneMatch(words -> words.startsWith("apt-get"));
    }

    @Test
    void aPackageThatAptDoesNotKnowIsNamedWithWhoNeedsIt() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        needs.put("nginx", List.of("zlib1g-dev"));
        needs.put("postgres", List.of("zlib1g-dev", "nosuch"));

        assertThatThrownBy(() -> packages(true).install(needs)).isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "postgres needs nosuch, which apt-get can't install (E: Unable to locate package")
                .message().doesNotContain("nginx").doesNotContain("\n");
        assertThat(installed).doesNotContain("zlib1g-dev");
    }

    private OsPackages packages(boolean root) {
        return new OsPackages(log::add, root, this::run);
    }

    private Command.Result run(Command command) {
        List<String> words = command.words();
        ran.add(String.join(" ", words));
        return switch (words.get(0) + " " + words.get(1)) {
            case "dpkg-query -W" -> installed.contains(words.getLast())
                    ? new Command.Result(0, "installed", "")
                    : new Command.Result(1, "", "dpkg-query: no packages found matching " + words.getLast());
            case "apt-get update" -> {
                indexesAreFresh = true;
                yield new Command.Result(0, "", "");
            }
            default -> install(words.subList(words.indexOf("--no-install-recommends") + 1, words.size()));
        };
    }

    private Command.Result install(List<String> words) {
        boolean simulated = words.getFirst().equals("--simulate");
        List<String> names = simulated ? words.subList(1, words.size()) : words;
        if (!indexesAreFresh || !known.containsAll(names)) {
            return new Command.Result(100, "", "E: Unable to locate package");
        }
        installed.addAll(simulated ? List.of() : names);
        return new Command.Result(0, "", "");
    }
}
