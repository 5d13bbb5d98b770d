package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through our own transport. */
class KernelFastContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-fast",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,profile=fast"));
}
