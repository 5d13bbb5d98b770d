package workload.run;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jgit.api.Git;

import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import workload.os.Commands;
import workload.result.Environment;

/** Looks at the machine and its programs. */
public final class Machine {
    /** Load for each core up to which the machine counts as quiet. */
    private static final double QUIET_LOAD = 0.5;

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
                System.getProperty("user.name"), load, load < QUIET_LOAD * cores);
    }

    private static Map<String, String> tools() {
        Map<String, String> tools = new TreeMap<>();
        tools.put("jgit", String.valueOf(Git.class.getPackage().getImplementationVersion()));
        for (String tool : new String[]{"git", "gcc", "make", "ld"}) {
            tools.put(tool, version(tool));
        }
        return tools;
    }

    /** The first line of what a program says of itself. */
    private static String version(String tool) {
        try {
            return Commands.run(tool, "--version").lines().findFirst().orElse("?");
        } catch (IOException _) {
            return "missing";
        }
    }
}
