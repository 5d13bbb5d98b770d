package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through libfuse 2 and jnr-fuse, checking permissions itself. */
class JnrOwnPermissionsContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-jnr",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=jnr"));
}
