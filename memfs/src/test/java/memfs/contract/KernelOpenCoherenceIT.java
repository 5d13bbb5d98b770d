package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Coherence where no profile is: each open and close a message, the cache kept, each write asked for. */
class KernelOpenCoherenceIT extends CoherenceContract {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-open",
            mountPoint -> ContractMount.memfs(mountPoint,
                    "transport=kernel,nono_open,nono_flush,nohandle_killpriv_v2,noreaddirplus,attr_timeout=0,max_write=64k"));
}
