package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import workload.explain.Arm.Content;
import workload.explain.Arm.Engine;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Transport;
import workload.explain.Arm.Writes;

/** The plan changes one factor at a time, and asks for nothing that can't be. */
class ArmsTest {
    /** The levels in which two arms differ. */
    private static List<String> differences(Arm a, Arm b) {
        return Stream.of(a.content() == b.content() ? null : "content", a.writes() == b.writes() ? null : "writes",
                a.lookups() == b.lookups() ? null : "lookups", a.transport() == b.transport() ? null : "transport",
                a.engine() == b.engine() ? null : "engine").filter(Objects::nonNull).toList();
    }

    @Test
    void eachStepOfTheWaterfallChangesOneFactor() {
        Arm at = Arms.ORIGINAL;
        List<String> changed = new ArrayList<>();
        for (Factor factor : Factor.TO_OURS) {
            Arm next = factor.ours(at);
            changed.addAll(differences(at, next));
            at = next;
        }
        assertThat(changed).containsExactly("content", "writes", "lookups");
        assertThat(at).isEqualTo(Arms.OURS);
        assertThat(Arms.all()).containsAll(Arms.waterfall());
        assertThat(Arms.waterfall()).hasSize(6).doesNotHaveDuplicates().startsWith(Arms.ORIGINAL)
                .containsSubsequence(Arms.OURS, Arms.GATHERED, Arms.TMPFS).endsWith(Arms.TMPFS);
    }

    @Test
    void theCubeHasEveryCombination() {
        assertThat(Arms.cube()).hasSize(8).doesNotHaveDuplicates().startsWith(Arms.ORIGINAL).endsWith(Arms.OURS);
        assertThat(Arms.all()).containsAll(Arms.cube()).doesNotHaveDuplicates();
    }

    @Test
    void theColumnsOfAGridDifferInHowWritesReachTheServer() {
        for (List<Arm> row : Arms.contentAndWrites()) {
            assertThat(differences(row.getFirst(), row.getLast())).containsExactly("writes");
        }
        for (List<Arm> row : Arms.bulkByContentAndWrites()) {
            assertThat(differences(row.getFirst(), row.getLast())).containsExactly("writes");
        }
        List<List<Arm>> transports = Arms.transportAndWrites();
        assertThat(differences(transports.getFirst().getFirst(), transports.getLast().getFirst()))
                .containsExactly("transport");
        List<List<Arm>> engines = Arms.engines();
        assertThat(differences(engines.getFirst().getFirst(), engines.getFirst().getLast()))
                .containsExactly("engine");
    }

    @Test
    void nothingIsAskedThatCanNotBe() {
        assertThat(Arms.all()).filteredOn(arm -> arm.transport() == Transport.JNR).isNotEmpty()
                .allMatch(arm -> arm.lookups() == Lookups.EACH)
                .allMatch(arm -> arm.writes() == Writes.PIECES || arm.writes() == Writes.LARGE);
        assertThat(Arms.all()).filteredOn(arm -> arm.content() == Content.NULL).isNotEmpty()
                .allMatch(arm -> arm.engine() == Engine.BULK && !arm.readsBack());
    }

    @Test
    void anArmIsAMountWithItsOptions() {
        assertThat(Arms.ORIGINAL.target()).hasToString(
                "memfs:content=contiguous,max_write=4k,nowriteback_cache,nohandle_killpriv_v2");
        assertThat(Arms.GATHERED.target())
                .hasToString("memfs:content=paged,max_write=1m,writeback_cache,handle_killpriv_v2");
        assertThat(Arms.ORIGINAL.with(Transport.JNR).target())
                .hasToString("memfs-jnr:content=contiguous,max_write=4k");
        assertThat(Arms.TMPFS.target()).hasToString("tmpfs");
    }

    @Test
    void idsTellArmsApart() {
        assertThat(Arms.all()).extracting(Arm::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
    }
}
