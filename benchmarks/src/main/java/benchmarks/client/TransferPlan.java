package benchmarks.client;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import workload.micro.Transfer;
import workload.study.OriginalStudy;

/** Which files are written or read by calls of which sizes: no call is larger than its file. */
final class TransferPlan {
    static final int LARGEST_CALL = 4 * Transfer.MIB;

    private static final int[] SIZES = {512, 1024, 4096, OriginalStudy.PIECE, 8192, 16 << 10, 64 << 10, 128 << 10,
            Transfer.MIB,
            LARGEST_CALL};
    private static final int[] QUICK_SIZES = {4096, OriginalStudy.PIECE, 128 << 10, Transfer.MIB};
    /** 16 MiB is as far as copying goes, and what the others are compared with there. */
    private static final int[] FILES = {1, 8, 16, 64};
    private static final int[] QUICK_FILES = {8};
    /** Whose time is drawn against their size: quadratic where appends copy. */
    private static final int[] GROWTH = {1, 2, 4, 8, 16};
    private static final int[] QUICK_GROWTH = {1, 2, 4, 8};
    private static final int LEAST_COPIED_CALL = 4096;
    private static final int LARGEST_COPIED_FILE = 16;

    private final ClientSettings settings;

    TransferPlan(ClientSettings settings) {
        this.settings = settings;
    }

    /** In MiB. */
    int[] files() {
        return parts(settings.load().quick() ? QUICK_FILES : FILES);
    }

    /** Of calls that fit a file of a size in MiB, in bytes. */
    int[] sizes(int mib) {
        return IntStream.of(settings.load().quick() ? QUICK_SIZES : SIZES).filter(size -> size <= mib * Transfer.MIB)
                .toArray();
    }

    /** Everything to append, in its order: pieces to ever larger files first, then every size of a write. */
    List<Transfer> appends() {
        Stream<Transfer> growth = IntStream.of(parts(settings.load().quick() ? QUICK_GROWTH : GROWTH))
                .mapToObj(mib -> append(mib, OriginalStudy.PIECE));
        return Stream.concat(growth, bySize()).distinct().filter(this::isMeasured).toList();
    }

    /** What is left out where appends copy; empty elsewhere. */
    List<Transfer> leftOut() {
        return bySize().filter(append -> !isMeasured(append)).toList();
    }

    /** Everything to read in a file of a size in MiB, in its order: every size of a read first, then single pages here and there. */
    List<Transfer> reads(int mib, int page) {
        Stream<Transfer> bySize = IntStream.of(sizes(mib)).boxed()
                .flatMap(size -> both(Transfer.COLD_READ, Transfer.WARM_READ, mib, size));
        return Stream.concat(bySize, both(Transfer.COLD_RANDOM, Transfer.WARM_RANDOM, mib, page)).toList();
    }

    private static Stream<Transfer> both(String cold, String warm, int mib, int size) {
        return Stream.of(new Transfer(cold, mib, size), new Transfer(warm, mib, size));
    }

    private Stream<Transfer> bySize() {
        return IntStream.of(files()).boxed()
                .flatMap(mib -> IntStream.of(sizes(mib)).mapToObj(size -> append(mib, size)));
    }

    private boolean isMeasured(Transfer append) {
        return !settings.load().copying()
                || append.mib() <= LARGEST_COPIED_FILE && append.size() >= LEAST_COPIED_CALL;
    }

    /** A quick run does without: what is overwritten has its pages already. */
    boolean overwrites() {
        return !settings.load().quick();
    }

    private static Transfer append(int mib, int size) {
        return new Transfer(Transfer.APPEND, mib, size);
    }

    private int[] parts(int[] mib) {
        return IntStream.of(mib).map(settings::part).distinct().toArray();
    }
}
