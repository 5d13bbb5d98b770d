package workload.trial;

import java.util.List;

import workload.corpus.Corpus;
import workload.corpus.CorpusServer;
import workload.phase.ClonePhase;

/** What a clone is made of: the corpus as its server has it, parts included. */
public final class CloneSource {
    private CloneSource() {}

    public static ClonePhase.Source of(Corpus corpus, CorpusServer server) {
        List<ClonePhase.Part> parts = corpus.parts().stream()
                .map(part -> new ClonePhase.Part(part.directory(), of(part.corpus(), server))).toList();
        return new ClonePhase.Source(server.uri(corpus), corpus.archive(), null, parts);
    }
}
