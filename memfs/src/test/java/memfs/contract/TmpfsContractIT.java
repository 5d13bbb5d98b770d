package memfs.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The oracle: a case that fails here is wrong. */
class TmpfsContractIT extends AllContracts {
    @RegisterExtension
    static final ContractTarget TARGET = new ContractTarget("tmpfs", ContractMount::tmpfs);
}
