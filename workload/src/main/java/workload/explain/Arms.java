package workload.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import workload.explain.Arm.Content;
import workload.explain.Arm.Engine;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Transport;
import workload.explain.Arm.Writes;

/** The arms of the experiment. */
public final class Arms {
    /** The original's behaviour: its library, bazil.org/fuse, spoke the kernel's protocol too. */
    public static final Arm ORIGINAL = new Arm(Engine.GIT, Content.CONTIGUOUS, Writes.PIECES, Lookups.EACH,
            Transport.KERNEL);
    public static final Arm ORIGINAL_THROUGH_JNR = ORIGINAL.with(Transport.JNR);
    /** MemFS as it is mounted by default. */
    public static final Arm OURS = new Arm(Engine.GIT, Content.PAGED, Writes.LARGEST, Lookups.ONCE, Transport.KERNEL);
    /** MemFS with the kernel's writeback cache. */
    static final Arm GATHERED = OURS.with(Writes.GATHERED);
    /** What all of FUSE is compared with. */
    static final Arm TMPFS = GATHERED.with(Transport.TMPFS);

    private Arms() {}

    /** All of them, each once; the original's end first. */
    public static List<Arm> all() {
        Set<Arm> arms = new LinkedHashSet<>(cube());
        arms.addAll(List.of(GATHERED, GATHERED.with(Content.CONTIGUOUS), TMPFS));
        contentAndWrites().forEach(arms::addAll);
        transportAndWrites().forEach(arms::addAll);
        engines().forEach(arms::addAll);
        bulkByContentAndWrites().forEach(arms::addAll);
        arms.add(ORIGINAL_THROUGH_JNR);
        return List.copyOf(arms);
    }

    /** The steps from the original's end to ours, and from there to a file system without messages. */
    public static List<Arm> waterfall() {
        List<Arm> arms = new ArrayList<>(List.of(ORIGINAL));
        Stream.of(Factor.TO_OURS, Factor.BEYOND).flatMap(List::stream)
                .forEach(factor -> arms.add(factor.ours(arms.getLast())));
        return arms;
    }

    /** Every combination of the three factors between the original's end and ours, for any order of changing them. */
    static List<Arm> cube() {
        List<Arm> arms = new ArrayList<>(List.of(ORIGINAL));
        for (Factor factor : Factor.TO_OURS) {
            arms.addAll(arms.stream().map(factor::ours).toList());
        }
        return arms;
    }

    /** Rows of one content each, by how writes reach the server; capabilities asked once. */
    static List<List<Arm>> contentAndWrites() {
        return List.of(byWrites(OURS.with(Content.CONTIGUOUS), Writes.PIECES, Writes.LARGEST, Writes.GATHERED),
                byWrites(OURS, Writes.PIECES, Writes.LARGEST, Writes.GATHERED));
    }

    /** The same with the same bytes in writes of 1 MiB, which no habit of an engine makes smaller; and the floor. */
    static List<List<Arm>> bulkByContentAndWrites() {
        Arm bulk = OURS.with(Engine.BULK);
        return Arrays.stream(Content.values())
                .map(content -> byWrites(bulk.with(content), Writes.PIECES, Writes.LARGEST))
                .toList();
    }

    /** Rows of one transport each; capabilities asked at each write, since libfuse 2 knows no other way. */
    static List<List<Arm>> transportAndWrites() {
        Arm paged = OURS.with(Lookups.EACH);
        return List.of(byWrites(paged, Writes.PIECES, Writes.LARGE),
                byWrites(paged.with(Transport.JNR), Writes.PIECES, Writes.LARGE));
    }

    /** Rows of one end each, by what clones. */
    static List<List<Arm>> engines() {
        return List.of(byEngine(ORIGINAL), byEngine(OURS));
    }

    private static List<Arm> byWrites(Arm arm, Writes... writes) {
        return Arrays.stream(writes).map(arm::with).toList();
    }

    private static List<Arm> byEngine(Arm arm) {
        return Arrays.stream(Engine.values()).map(arm::with).toList();
    }
}
