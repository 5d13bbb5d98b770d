package workload.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jgit.api.Git;

import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import workload.os.Tools;
import workload.process.CleanEnvironment;
import workload.result.Environment;

/** Looks at the machine and its programs. */
public final class Machine {
    /** Load for each core up to which the machine counts as quiet. */
    private static final double QUIET_LOAD = 0.5;

    private static final List<String> NAMED = List.of("git", "gcc", "make", "ld");

    private Machine() {}

    public static Environment look() {
        SystemInfo system = new SystemInfo();
        HardwareAbstractionLayer hardware = system.getHardware();
        int cores = Runtime.getRuntime().availableProcessors();
        double load = hardware.getProcessor().getSystemLoadAverage(1)[0];
        return new Environment(system.getOperatingSystem().toString(), System.getProperty("os.version"),
                hardware.getProcessor().getProcessorIdentifier().getName().strip(), cores,
                hardware.getMemory().getTotal(),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"), tools(),
                System.getProperty("user.name"), load, load < QUIET_LOAD * cores, CleanEnvironment.with(Map.of()));
    }

    /** With the programs that builds find, and the study's own build. */
    static Environment looked() {
        return withTools(look());
    }

    /** The same machine with the programs that builds find on it now; with those of before where they can't be asked. */
    static Environment withTools(Environment machine) {
        try {
            Map<String, String> found = new TreeMap<>(Rehearsal.isOn() ? Tools.look(NAMED) : Tools.look());
            found.put("jgit", jgit());
            found.put("memfs-study", OwnBuild.describe());
            return machine.with(found);
        } catch (IOException _) {
            return machine;
        }
    }

    private static String jgit() {
        return String.valueOf(Git.class.getPackage().getImplementationVersion());
    }

    private static Map<String, String> tools() {
        Map<String, String> tools = new TreeMap<>();
        tools.put("jgit", jgit());
        try {
            Map<String, String> found = Tools.look(NAMED);
            NAMED.forEach(tool -> tools.put(tool, found.getOrDefault(tool, "missing")));
        } catch (IOException e) {
            NAMED.forEach(tool -> tools.put(tool, "unknown: " + e.getMessage()));
        }
        return tools;
    }
}
