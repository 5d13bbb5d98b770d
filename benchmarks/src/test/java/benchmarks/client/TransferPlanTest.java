package benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

import benchmarks.client.ClientSettings.Load;
import org.junit.jupiter.api.Test;
import workload.micro.Transfer;

class TransferPlanTest {
    private static TransferPlan plan(boolean quick, int divisor, boolean copying) {
        return new TransferPlan(new ClientSettings(Path.of("/"), OptionalInt.empty(), OptionalLong.empty(), null,
                new Load(quick, divisor, copying)));
    }

    @Test
    void aQuickRunHasFourSizesOfOneFile() {
        assertThat(plan(true, 1, false).files()).containsExactly(8);
        assertThat(plan(true, 1, false).sizes(8)).containsExactly(4096, 4107, 131_072, 1_048_576);
        assertThat(plan(true, 1, false).overwrites()).isFalse();
    }

    @Test
    void noCallIsLargerThanItsFile() {
        assertThat(plan(false, 1, false).sizes(1)).doesNotContain(4 << 20).contains(1 << 20);
        assertThat(plan(false, 1, false).sizes(64)).hasSize(10).contains(4 << 20);
    }

    @Test
    void whatCopyingWouldTakeMinutesForIsLeftOutAndNothingIsLost() {
        TransferPlan plan = plan(false, 1, true);

        assertThat(plan.appends()).allMatch(append -> append.mib() <= 16 && append.size() >= 4096)
                .contains(new Transfer("append", 16, 4107), new Transfer("append", 2, 4107));
        assertThat(plan.leftOut()).contains(new Transfer("append", 64, 4107), new Transfer("append", 1, 512));
        assertThat(plan.appends().size() + plan.leftOut().size()).isEqualTo(plan(false, 1, false).appends().size());
        assertThat(plan(false, 1, false).leftOut()).isEmpty();
    }

    @Test
    void aPartOfTheWorkIsDoneOnce() {
        assertThat(plan(false, 1000, false).appends()).doesNotHaveDuplicates().allMatch(append -> append.mib() == 1);
    }

    @Test
    void aTransferIsFoundByItsName() {
        Transfer close = new Transfer(Transfer.OVERWRITE, 64, 4107).close();

        assertThat(close).hasToString("close after overwrite 64 MiB by 4,107");
        assertThat(Transfer.parse(close.toString())).contains(close);
        assertThat(Transfer.parse("warm walk")).isEmpty();
    }
}
