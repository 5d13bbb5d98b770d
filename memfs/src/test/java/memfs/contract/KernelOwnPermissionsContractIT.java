package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through its own transport, checking permissions itself. */
class KernelOwnPermissionsContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,nodefault_permissions"));
}
