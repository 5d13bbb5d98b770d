package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through our own transport, with as little as possible left to the kernel's caches. */
class KernelSafeContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-safe",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,profile=safe"));
}
