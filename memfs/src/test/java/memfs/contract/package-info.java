/**
 * What POSIX and Linux promise of a file system, one class a system call, after the manner of go-fuse's posixtest: a
 * case knows nothing but a directory.
 *
 * <p>
 * Each {@code *ContractIT} mounts one target and runs all of them in it. {@link memfs.contract.TmpfsContractIT} is the
 * oracle: a case that fails on the kernel's own tmpfs is wrong. Where a target differs for a reason, the case carries
 * {@link memfs.contract.Except} and must show just that difference.
 */
package memfs.contract;
