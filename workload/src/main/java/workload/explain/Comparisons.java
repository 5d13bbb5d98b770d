package workload.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.page.Numbers;

/** What rows of arms tell beside each other, in sentences. */
record Comparisons(Findings findings) {
    private static final double KIB = 1024;

    /** Calls and copying told apart where nothing but the size of the pieces makes the calls. */
    Optional<String> pieces() {
        List<ArmFigures> arms = Arms.bulkByContentAndWrites().stream().limit(2).flatMap(List::stream)
                .map(findings.figures()::get).toList();
        if (arms.contains(null)) {
            return Optional.empty();
        }
        Object[] told = arms.stream().map(Phrases::time).toArray();
        return Optional
                .of(("The same bytes copied in writes of 1 MiB: cut into pieces of 4 KiB they take %s instead of %s"
                        + " where each append copies the file, and %s instead of %s where it doesn't.")
                        .formatted(told));
    }

    /** What the transport does to the original's way. */
    Optional<String> throughJnr() {
        ArmFigures kernel = findings.figures().get(Arms.ORIGINAL);
        ArmFigures jnr = findings.figures().get(Arms.ORIGINAL_THROUGH_JNR);
        return kernel == null || jnr == null
                ? Optional.empty()
                : Optional.of("The original's way takes " + Phrases.time(jnr) + " through jnr and "
                        + Phrases.time(kernel) + " by the kernel's protocol itself.");
    }

    /** How much longer or shorter one row of arms takes than another, column by column; empty where no column has both. */
    Optional<String> beside(List<Arm> row, List<Arm> base, Function<Arm, String> name,
            Function<Arm, String> category) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String column = category.apply(row.get(i));
            beside(row.get(i), base.get(i)).ifPresent(difference -> columns.add(difference + " at " + column));
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of("Beside " + name.apply(base.getFirst()) + ", " + name.apply(row.getFirst()) + " takes "
                        + String.join(", ", columns) + ".");
    }

    private Optional<String> beside(Arm arm, Arm base) {
        ArmFigures one = findings.figures().get(arm);
        ArmFigures other = findings.figures().get(base);
        if (one == null || other == null) {
            return Optional.empty();
        }
        double more = one.median() - other.median();
        return Optional.of(Phrases.seconds(Math.abs(more)) + (more < 0 ? " less" : " more")
                + Basis.worst(one.basis(), other.basis()).mark());
    }

    /** How large the writes of each arm were when they reached the server; empty where none was counted. */
    Optional<String> writeSizes(List<Arm> arms, Function<Arm, String> name) {
        String sizes = arms.stream().map(findings.figures()::get).filter(Objects::nonNull)
                .flatMap(figures -> Stream.ofNullable(figures.counts()).filter(counts -> counts.writes() > 0)
                        .map(counts -> Numbers.significant(counts.writtenBytes() / KIB / counts.writes()) + " KiB with "
                                + name.apply(figures.arm())))
                .collect(Collectors.joining(", "));
        return sizes.isEmpty()
                ? Optional.empty()
                : Optional.of("A write that reached the server had on average " + sizes + ".");
    }
}
