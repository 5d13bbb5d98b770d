package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through libfuse 2 and jnr-fuse, the kernel checking permissions. */
class JnrContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-jnr",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=jnr,default_permissions"));
}
