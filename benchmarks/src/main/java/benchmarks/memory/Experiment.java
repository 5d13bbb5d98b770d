package benchmarks.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import picocli.CommandLine.TypeConversionException;
import workload.target.TargetSpec;

/** What {@code --experiment} chooses. */
public enum Experiment {
    /** Empty files. */
    INODES(Inodes::new),
    /** A hole of almost 1 TiB. */
    SPARSE(Sparse::new),
    /** Write and delete. */
    CHURN(Churn::new),
    /** Random operations. */
    FRAGMENTATION(Fragmentation::new),
    /** Appends, on contents kept as the original kept them. */
    CONTIGUOUS(Appends::new) {
        @Override
        List<TargetSpec> arms(TargetSpec target) {
            return isMemfs(target)
                    ? Stream.of("paged", "contiguous").map(content -> arm(target, content)).toList()
                    : List.of(target);
        }
    };

    private static final String CONTENT = "content=";
    private static final String WRITEBACK = "nowriteback_cache";

    private final Supplier<Work> work;

    Experiment(Supplier<Work> work) {
        this.work = work;
    }

    /** The experiment of a name; picocli tells people what is wrong. */
    public static Experiment parse(String name) {
        return Arrays.stream(values()).filter(experiment -> experiment.toString().equals(name)).findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no experiment '" + name + "'; choose of " + Arrays.toString(values())));
    }

    Work work() {
        return work.get();
    }

    /** What is measured where the user named a target. */
    List<TargetSpec> arms(TargetSpec target) {
        return List.of(target);
    }

    private static boolean isMemfs(TargetSpec target) {
        return target.kind().startsWith("memfs");
    }

    /** The write-back cache would gather the appends: it is off by default, but not in every profile. */
    private static TargetSpec arm(TargetSpec target, String content) {
        List<String> options = new ArrayList<>(target.options());
        options.removeIf(option -> option.startsWith(CONTENT) || option.equals("writeback_cache"));
        options.add(CONTENT + content);
        if (options.stream().anyMatch(option -> option.startsWith("profile="))) {
            options.add(WRITEBACK);
        }
        return new TargetSpec(target.name(), options, target.definition());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
