package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

class RehearsalTest {
    private static final StoreOptions STORE = StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)
            .withCheckPermissions(false);

    private static List<Set<Feature>> features() {
        return List.of(Set.of(), Set.of(Feature.XATTR, Feature.READDIRPLUS), EnumSet.allOf(Feature.class));
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyRequestIsServedAndNothingIsLeft(Set<Feature> features) {
        try (MemFileSystem scratch = new MemFileSystem(STORE)) {
            long before = scratch.usage().inodes();
            Rehearsal.run(scratch, Conversation.options(features, 1, 1, 1), 3);
            assertThat(scratch.usage().inodes()).isEqualTo(before + 1);
            assertThat(scratch.freed()).isEqualTo(3);
        }
    }

    @Test
    void aRequestThatFailsIsNoticed() {
        try (MemFileSystem scratch = new MemFileSystem(STORE.withInodeLimit(2))) {
            assertThatThrownBy(() -> Rehearsal.run(scratch, Conversation.options(Set.of(Feature.XATTR), 1, 1, 1), 1))
                    .isInstanceOf(IllegalStateException.class).hasMessage("MKNOD has to wait");
        }
    }
}
