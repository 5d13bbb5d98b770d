package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS on /dev/fuse with an ordinary open and a short cache: {@code profile=safe}. */
class KernelSafeContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-safe",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,profile=safe"));
}
