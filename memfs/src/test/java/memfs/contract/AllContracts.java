package memfs.contract;

import org.junit.jupiter.api.Nested;

/** The list of all contracts: each {@code *ContractIT} inherits it and adds its target. */
abstract class AllContracts {
    @Nested
    class Access extends AccessContract {}

    @Nested
    class Acl extends AclContract {}

    @Nested
    class Append extends AppendContract {}

    @Nested
    class Chmod extends ChmodContract {}

    @Nested
    class Chown extends ChownContract {}

    @Nested
    class Coherence extends CoherenceContract {}

    @Nested
    class Concurrency extends ConcurrencyContract {}

    @Nested
    class CopyFileRange extends CopyFileRangeContract {}

    @Nested
    class Create extends CreateContract {}

    @Nested
    class Exec extends ExecContract {}

    @Nested
    class Fallocate extends FallocateContract {}

    @Nested
    class FileHandles extends FileHandleContract {}

    @Nested
    class Fsync extends FsyncContract {}

    @Nested
    class InodeLimit extends InodeLimitContract {}

    @Nested
    class Ioctl extends IoctlContract {}

    @Nested
    class Link extends LinkContract {}

    @Nested
    class Lock extends LockContract {}

    @Nested
    class Lseek extends LseekContract {}

    @Nested
    class Mkdir extends MkdirContract {}

    @Nested
    class Mknod extends MknodContract {}

    @Nested
    class Mmap extends MmapContract {}

    @Nested
    class Open extends OpenContract {}

    @Nested
    class Permissions extends PermissionsContract {}

    @Nested
    class Read extends ReadContract {}

    @Nested
    class Readdir extends ReaddirContract {}

    @Nested
    class Rename extends RenameContract {}

    @Nested
    class RenameFlags extends RenameFlagsContract {}

    @Nested
    class Rmdir extends RmdirContract {}

    @Nested
    class SpaceLimit extends SpaceLimitContract {}

    @Nested
    class Sparse extends SparseContract {}

    @Nested
    class Statfs extends StatfsContract {}

    @Nested
    class Statx extends StatxContract {}

    @Nested
    class Symlink extends SymlinkContract {}

    @Nested
    class Tmpfile extends TmpfileContract {}

    @Nested
    class Truncate extends TruncateContract {}

    @Nested
    class Unlink extends UnlinkContract {}

    @Nested
    class UnlinkedOpenFile extends UnlinkedOpenFileContract {}

    @Nested
    class Utimens extends UtimensContract {}

    @Nested
    class Write extends WriteContract {}

    @Nested
    class Xattr extends XattrContract {}
}
