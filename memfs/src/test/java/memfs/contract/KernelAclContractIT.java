package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS on /dev/fuse with POSIX access control lists. */
class KernelAclContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("memfs-acl",
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,acl"));
}
