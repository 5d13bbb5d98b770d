package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

import memfs.testing.Requirements;

/** MemFS on /dev/fuse whose kernel reads and writes file data by itself: {@code profile=data}. */
class KernelDataContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-data", mountPoint -> {
        Requirements.root();
        return ContractMount.memfs(mountPoint, "transport=kernel,profile=data");
    });
}
