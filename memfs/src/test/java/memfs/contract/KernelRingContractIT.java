package memfs.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.extension.RegisterExtension;

import memfs.testing.RingSwitch;

/** MemFS over io_uring, with its default options. */
class KernelRingContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget(Set.of("memfs", "memfs-ring"),
            KernelRingContractIT::mount);

    private static ContractMount mount(Path mountPoint) throws IOException {
        try (RingSwitch _ = RingSwitch.set(true)) {
            return ContractMount.memfs(mountPoint, "transport=kernel,io_uring=on");
        }
    }
}
