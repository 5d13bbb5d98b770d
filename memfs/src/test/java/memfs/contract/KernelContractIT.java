package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through our own transport, as it mounts without further options. */
class KernelContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel"));
}
