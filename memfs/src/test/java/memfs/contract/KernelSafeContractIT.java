package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through our own transport. */
class KernelSafeContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-safe",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,profile=safe"));
}
