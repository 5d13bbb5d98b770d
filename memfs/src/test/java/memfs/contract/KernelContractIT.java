package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through our own transport. */
class KernelContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel"));
}
