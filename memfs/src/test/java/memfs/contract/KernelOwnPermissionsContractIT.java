package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS on /dev/fuse, checking permissions itself. */
class KernelOwnPermissionsContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-own",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,nodefault_permissions"));
}
