package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS on /dev/fuse, as it is mounted by default. */
class KernelContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel"));
}
