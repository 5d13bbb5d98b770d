package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS on /dev/fuse with the write-back cache: {@code profile=fast}. */
class KernelFastContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-fast",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,profile=fast"));
}
