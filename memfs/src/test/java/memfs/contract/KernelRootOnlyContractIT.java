package memfs.contract;

import java.util.Set;

import org.junit.jupiter.api.extension.RegisterExtension;

/** MemFS on /dev/fuse for root alone: the kernel checks no permissions. */
class KernelRootOnlyContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget(Set.of("memfs-root", "memfs-own"),
            mountPoint -> ContractMount.memfs(mountPoint, "transport=kernel,root_only"));
}
