package workload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.study.PhaseName;

/**
 * Of a server that uses a tenth of each phase's time and is sent 5 messages for each of its milliseconds. On tmpfs the clone
 * takes 1 s and the removal a tenth of it; on memfs 1.2 times as long. So the removal costs 20 ms for 600 messages, of which
 * 12 ms are the server's: 13.3 µs a message besides.
 */
class LedgerTest {
    @TempDir
    private Path folder;

    private List<Ledger> ledgers(double... ratios) throws IOException {
        SyntheticRun run = new SyntheticRun(folder).jobs(1).repetitions(ratios.length);
        for (int round = 1; round <= ratios.length; round++) {
            run.addGood("redis", "tmpfs", round, 1).addGood("redis", "memfs", round, ratios[round - 1]);
        }
        return LedgerSection.of(new Summary(RunData.read(run.write()))).ledgers();
    }

    private static Ledger of(List<Ledger> ledgers, PhaseName phase) {
        return ledgers.stream().filter(ledger -> ledger.phase() == phase).findFirst().orElseThrow();
    }

    @Test
    void messagesTimesTheirCostAreWhatTheCloneCost() throws IOException {
        Ledger clone = of(ledgers(1.2, 1.2, 1.2), PhaseName.CLONE);

        assertThat(clone.messageCount()).isEqualTo(6000);
        assertThat(clone.serverSeconds()).isCloseTo(0.12, within(1e-9));
        assertThat(clone.restSeconds()).isCloseTo(6000 * 13.333e-6, within(1e-5));
        assertThat(clone.expected()).isCloseTo(0.2, within(1e-6));
        assertThat(clone.cost().mean()).isCloseTo(0.2, within(1e-9));
        assertThat(clone.residue().mean()).isCloseTo(0, within(1e-6));
        assertThat(clone.verdict()).isEqualTo("agrees within 0 %");
        assertThat(clone.seconds(Set.of("LOOKUP"))).isCloseTo(0.6 * 0.12, within(1e-9));
    }

    @Test
    void whatTheMessagesDontAccountForIsAResidueWithItsInterval() throws IOException {
        Ledger clone = of(ledgers(1.19, 1.2, 1.21, 2.2), PhaseName.CLONE);

        assertThat(clone.agrees()).isFalse();
        assertThat(clone.residue().mean()).isCloseTo(0.25 * (1.2 - 0.1 - 5 * 2200 * 13.333e-6), within(0.15));
        assertThat(clone.residue().low()).isLessThan(clone.residue().mean());
        assertThat(clone.verdict()).startsWith("no residue is shown: −");
    }

    @Test
    void nothingIsReckonedWithoutATmpfs() throws IOException {
        SyntheticRun run = SyntheticRun.rounds(folder, "memfs", 1.1, 1.2);

        assertThat(LedgerSection.of(new Summary(RunData.read(run.write()))).ledgers()).isEmpty();
    }

    @Test
    void aBuildWaitsForAsManyCallsAtATimeAsItHasJobs() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).jobs(2).repetitions(1).addGood("redis", "tmpfs", 1, 1)
                .addGood("redis", "memfs", 1, 1.2);
        List<Ledger> ledgers = LedgerSection.of(new Summary(RunData.read(run.write()))).ledgers();

        assertThat(of(ledgers, PhaseName.BUILD).parallel()).isEqualTo(2);
        assertThat(of(ledgers, PhaseName.BUILD).expected()).isCloseTo(0.5, within(1e-6));
        assertThat(of(ledgers, PhaseName.CLONE).parallel()).isEqualTo(1);
    }
}
