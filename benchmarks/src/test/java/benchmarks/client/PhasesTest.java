package benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import benchmarks.client.ClientSettings.Load;

class PhasesTest {
    private final Phases phases = new Phases(new ClientSettings(Path.of("/"), OptionalInt.empty(),
            OptionalLong.empty(), null, new Load(true, 1, false)));

    @BeforeEach
    void forgetOthers() {
        Phases.take();
    }

    private static void fail(String message) {
        throw new UncheckedIOException(new IOException(message));
    }

    @Test
    void whatFitsKeepsItsPhases() {
        assertThat(phases.fits("append", () -> phases.time("append", 2, () -> {}))).isTrue();

        assertThat(Phases.take()).extracting(TimedPart::name, TimedPart::units)
                .containsExactly(tuple("append", 2L));
    }

    @Test
    void aLackOfRoomThatOnlyTheCloseTellsLeavesTheWholeOut() {
        phases.time("before", 1, () -> {});
        boolean fits = phases.fits("append", () -> {
            phases.time("append", 2, () -> {});
            phases.time("close after append", 1, () -> fail("close failed: ENOSPC"));
        });

        assertThat(fits).isFalse();
        assertThat(Phases.take()).extracting(TimedPart::name, TimedPart::units)
                .containsExactly(tuple("before", 1L),
                        tuple("append", 0L));
    }

    @Test
    void whatCantBeColdIsLeftOutAndNotTimed() {
        phases.timeCold(true, "cold walk", 3, () -> {});
        phases.timeCold(false, "cold read", 3, () -> fail("it was done"));

        assertThat(Phases.take()).extracting(TimedPart::name, TimedPart::units)
                .containsExactly(tuple("cold walk", 3L), tuple("cold read", 0L));
    }

    @Test
    void anyOtherErrorIsNoLackOfRoom() {
        assertThatThrownBy(() -> phases.fits("append", () -> fail("close failed: EIO")))
                .hasMessageContaining("EIO");
    }
}
