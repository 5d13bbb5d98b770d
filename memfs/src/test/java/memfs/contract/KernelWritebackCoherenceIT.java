package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Coherence of the write-back cache with files that are opened by messages. */
class KernelWritebackCoherenceIT extends CoherenceContract {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-writeback",
            mountPoint -> ContractMount.memfs(mountPoint,
                    "transport=kernel,profile=safe,writeback_cache,keep_cache,max_write=64k"));
}
