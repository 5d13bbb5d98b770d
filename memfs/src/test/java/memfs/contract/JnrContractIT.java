package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through libfuse 2 and jnr-fuse. */
class JnrContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-jnr",
            mountPoint -> ContractMount.memfs(mountPoint, "jnr"));
}
