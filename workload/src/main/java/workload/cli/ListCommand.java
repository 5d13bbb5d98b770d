package workload.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import workload.plan.OsPackages;
import workload.plan.PlanException;
import workload.plan.Project;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

/** {@code benchmark.sh list}: projects and targets, with what each still needs. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Projects and targets, and what each still needs.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    private ProjectOptions projects = new ProjectOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Override
    public Integer call() throws PlanException, TargetException {
        System.out.println("Projects");
        OsPackages packages = new OsPackages(System.out::println);
        for (Project project : projects.load().all()) {
            List<String> missing = packages.missing(project.packages());
            print(project.name(), project.description() + ", " + project.ref(),
                    missing.isEmpty()
                            ? List.of()
                            : List.of("Needs packages: apt-get install -y " + String.join(" ", missing)));
        }
        System.out.println("Targets");
        for (String name : Targets.NAMES) {
            Path home = folders.folders().home();
            print(name, describe(name), Targets.of(new TargetSpec(name, new ArrayList<>()), home).needs());
        }
        tellOwn();
        return Main.OK;
    }

    private static void tellOwn() {
        System.out.println("Your own targets, docs/targets.md");
        print("NAME=/path", "a directory of any file system that is mounted: --target nfs=/mnt/nfs");
        print("NAME=cmd: ...", "any server that mounts in the foreground: --target 'bindfs=cmd: exec bindfs -f {tmpfs}"
                + " {mount}'");
    }

    private String describe(String target) {
        return switch (target) {
            case "disk" -> "a directory in " + folders.folders().work();
            case "tmpfs" -> "the kernel's file system in memory";
            case "memfs" -> "MemFS, which speaks the kernel's FUSE protocol itself";
            default -> "MemFS through jnr-fuse and libfuse 2";
        };
    }

    private static void print(String name, String description, List<String> needs) {
        print(name, description);
        needs.forEach(need -> print("", "! " + need));
        if (needs.isEmpty()) {
            print("", "ready");
        }
    }

    private static void print(String name, String description) {
        System.out.printf("  %-13s %s%n", name, description);
    }
}
