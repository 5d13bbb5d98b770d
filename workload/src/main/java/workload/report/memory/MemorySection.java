package workload.report.memory;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import tech.tablesaw.api.Table;
import workload.report.Summary;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.report.memory.MemoryUse.OfArm;
import workload.study.MachineMemory;
import workload.study.MemorySample;
import workload.study.ServerMemory;

/** The report's section on memory; its figures are medians over the repetitions. */
public record MemorySection(Summary summary) {
    private static final String GROWTH = "Growth is the peak less what was held before the first phase: the RSS of the "
            + "mounted server, or what the tmpfs held. Medians over the repetitions.";
    private static final String SERVERS = "The greatest of what each server reported of itself, once a second: its "
            + "heap, garbage included, and what it took from the system for it; and the pages off the heap, in use by "
            + "files and taken from the system.";
    private static final String MACHINE = "The machine's own figures (/proc/meminfo), less those at mount, when the build has "
            + "just ended: of the whole machine, so that compilers, headers and whatever else ran are in them. \"Slab\" "
            + "holds the inodes and dentries, which a server's files take as well as a disk's.";

    public void add(Page page) throws IOException {
        List<OfArm> memory = MemoryUse.read(summary);
        List<OfArm> holders = memory.stream().filter(OfArm::holds).toList();
        MemoryCharts charts = new MemoryCharts(summary, page);
        page.section("Memory");
        if (holders.isEmpty()) {
            page.text("No target of this run has memory of its own that was sampled.");
        } else {
            charts.growth(holders);
            page.table("Growth", GROWTH, growth(holders));
        }
        page.table("Amplification", Amplification.EXPLANATION, Amplification.table(memory));
        List<OfArm> reporting = holders.stream()
                .filter(of -> !of.typical().points(ServerMemory::heapUsedBytes).isEmpty())
                .toList();
        page.table("Where a server's memory is", SERVERS, servers(reporting));
        charts.servers(reporting);
        addAfterRemove(page, holders, charts);
        page.table("The machine's caches", MACHINE, machine(memory));
    }

    private static Table growth(List<OfArm> memory) {
        return columns(memory).measure("at mount, MiB", mib(MemoryUse::atMount))
                .measure("peak, MiB", mib(MemoryUse::peak)).measure("growth, MiB", mib(MemoryUse::growth))
                .measure("tree after build, MiB", mib(MemoryUse::treeBytes))
                .measure("growth / tree", median(use -> use.growth() / use.treeBytes()))
                .measure("anonymous at peak, MiB", mib(MemoryUse::anonAtPeak))
                .measure("file, MiB", mib(MemoryUse::fileAtPeak)).measure("shmem, MiB", mib(MemoryUse::shmemAtPeak))
                .table();
    }

    private static Table servers(List<OfArm> reporting) {
        return columns(reporting)
                .measure("heap used, MiB", mib(use -> use.greatest(ServerMemory::heapUsedBytes)))
                .measure("heap committed, MiB", mib(use -> use.greatest(ServerMemory::heapCommittedBytes)))
                .measure("off-heap live, MiB", mib(use -> use.greatest(ServerMemory::offHeapLiveBytes)))
                .measure("off-heap reserved, MiB", mib(use -> use.greatest(ServerMemory::offHeapReservedBytes)))
                .table();
    }

    /** What is held when the tree has been gone for a while; nothing in runs that ended with the removal. */
    private static void addAfterRemove(Page page, List<OfArm> holders, MemoryCharts charts) throws IOException {
        List<OfArm> sampled = holders.stream().filter(of -> !of.typical().pointsAfterRemove().isEmpty()).toList();
        if (!sampled.isEmpty()) {
            page.subsection("After the tree is removed");
            charts.afterRemove(sampled);
            page.table(columns(sampled).measure("s after removal", median(MemoryUse::secondsAfterRemove))
                    .measure("held then, MiB", mib(MemoryUse::heldAfterRemove))
                    .measure("over mount, MiB", mib(MemoryUse::overMount))
                    .count("off-heap live, bytes, at most", OfArm::mostLiveAfterRemove).ifAny().table());
        }
    }

    /** How the caches of the whole machine grew; without rows where the machine wasn't sampled. */
    private static Table machine(List<OfArm> memory) {
        List<OfArm> sampled = memory.stream().filter(of -> of.median(grown(MachineMemory::cachedBytes)).isPresent())
                .toList();
        return columns(sampled).measure("page cache and shmem, MiB", mib(grown(MachineMemory::cachedBytes)))
                .measure("of it shmem, MiB", mib(grown(MachineMemory::shmemBytes)))
                .measure("dirty, MiB", mib(grown(MachineMemory::dirtyBytes)))
                .measure("slab, MiB", mib(grown(MachineMemory::slabBytes))).table();
    }

    private static ToDoubleFunction<MemoryUse> grown(ToLongFunction<MachineMemory> part) {
        return use -> use.afterBuild().map(MemorySample::machine)
                .map(machine -> (double) part.applyAsLong(machine)
                        - part.applyAsLong(use.samples().getFirst().machine()))
                .orElse(Double.NaN);
    }

    /** The first columns of every table of memory. */
    static Columns<OfArm> columns(List<OfArm> memory) {
        return new Columns<>(memory).text("project", OfArm::project).text("target", of -> of.arm().label())
                .count("n", of -> of.uses().size());
    }

    static Function<OfArm, Optional<Double>> median(ToDoubleFunction<MemoryUse> quantity) {
        return of -> of.median(quantity);
    }

    static Function<OfArm, Optional<Double>> mib(ToDoubleFunction<MemoryUse> bytes) {
        return median(use -> bytes.applyAsDouble(use) / Numbers.MIB);
    }

    /** What the first MemFS held at its peak besides the files' own bytes; nothing without such a server. */
    public List<String> beyondTheFiles() throws IOException {
        List<OfArm> servers = MemoryUse.read(summary).stream()
                .filter(of -> of.arm().isMemfs() && of.holds() && of.median(MemoryUse::treeBytes).isPresent()).toList();
        return servers.stream().map(OfArm::arm).findFirst().map(arm -> "At its peak " + arm.label() + " held "
                + beyond(servers.stream().filter(of -> of.arm().equals(arm)).toList()) + ".").stream().toList();
    }

    /** Of many projects only the range. */
    private static String beyond(List<OfArm> servers) {
        if (servers.size() <= 2) {
            return servers.stream().map(MemorySection::beyond).collect(Collectors.joining("; "));
        }
        List<Double> beyond = servers.stream()
                .flatMap(of -> mib(use -> use.peak() - use.treeBytes()).apply(of).stream()).sorted().toList();
        return Numbers.significant(beyond.getFirst()) + " to " + Numbers.significant(beyond.getLast())
                + " MiB beyond the files of a tree, " + print(mib(MemoryUse::atMount).apply(servers.getFirst()))
                + " of them when mounted";
    }

    private static String beyond(OfArm of) {
        return print(mib(MemoryUse::peak).apply(of)) + " MiB for the tree of " + of.project() + " ("
                + print(mib(MemoryUse::treeBytes).apply(of)) + " MiB), "
                + print(mib(use -> use.peak() - use.treeBytes()).apply(of)) + " MiB beyond the files, "
                + print(mib(MemoryUse::atMount).apply(of)) + " of them when mounted";
    }

    /** A line for each MemFS server, for the end of a run. */
    public List<String> lines() throws IOException {
        return MemoryUse.read(summary).stream().filter(of -> of.arm().isMemfs() && of.holds())
                .map(MemorySection::line).toList();
    }

    private static String line(OfArm of) {
        String after = of.median(MemoryUse::overMount)
                .map(over -> "; " + String.format(Locale.ROOT, "%+.1f", over / Numbers.MIB) + " MiB "
                        + print(median(MemoryUse::secondsAfterRemove).apply(of)) + " s after the removal with "
                        + of.mostLiveAfterRemove().map(Numbers::whole).orElse(Numbers.NONE)
                        + " live bytes off the heap")
                .orElse("");
        return of.project() + " on " + of.arm().label() + ": RSS " + print(mib(MemoryUse::atMount).apply(of))
                + " MiB at mount, +" + print(mib(MemoryUse::growth).apply(of)) + " at its peak" + after
                + "; memory / tree " + print(of.median(use -> new Amplification(use).fixedShare()))
                + ", with what can be reclaimed " + print(of.median(use -> new Amplification(use).allShare()));
    }

    private static String print(Optional<Double> value) {
        return value.map(Numbers::significant).orElse(Numbers.NONE);
    }
}
