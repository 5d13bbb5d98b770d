package memfs.contract;

import java.util.Set;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS through libfuse 2 and jnr-fuse, checking permissions itself. */
class JnrOwnPermissionsContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget(
            Set.of("memfs-jnr", "memfs-jnr-own"),
            mountPoint -> ContractMount.memfs(mountPoint, "transport=jnr,nodefault_permissions"));
}
