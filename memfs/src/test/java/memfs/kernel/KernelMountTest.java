package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;

import memfs.sys.Libc;
import memfs.sys.MountAttributes;
import memfs.testing.Requirements;

class KernelMountTest {

    private static KernelOptions options(String name, boolean readOnly, boolean allowOther, boolean kernelChecks) {
        return new KernelOptions(name, readOnly, allowOther, kernelChecks, Set.of(), 0, 0, 0, 4096, 1);
    }

    @Test
    void theKernelIsToldWhoMounts() {
        assertThat(KernelMount.kernelOptions(7, options("a,b", true, true, true)))
                .isEqualTo("fd=7,rootmode=40000,user_id=" + Libc.geteuid() + ",group_id=" + Libc.getegid()
                        + ",default_permissions,allow_other");
        assertThat(KernelMount.kernelOptions(7, options("a", false, false, false))).endsWith("group_id="
                + Libc.getegid());
    }

    @Test
    void theHelperIsAskedAsLibfuseAsks() {
        assertThat(KernelMount.helperOptions(options("a,b\\c", false, true, true)))
                .isEqualTo("rw,nosuid,nodev,fsname=a\\,b\\\\c,subtype=memfs,default_permissions,allow_other");
        assertThat(KernelMount.helperOptions(options("a", true, false, false)))
                .isEqualTo("ro,nosuid,nodev,fsname=a,subtype=memfs");
    }

    @Test
    void aMountsAttributesGoBothWays() {
        KernelOptions options = new KernelOptions("a", false, false, false, Set.of(), 0, 0, 0, 4096, 1,
                IoUringUse.OFF, new MountAttributes(false, true, false, false, "x,y", 8192));

        assertThat(KernelMount.helperOptions(options))
                .isEqualTo("rw,nosuid,dev,noexec,noatime,fsname=a,subtype=x\\,y,max_read=8192");
        assertThat(KernelMount.kernelOptions(7, options)).endsWith(",max_read=8192");
        assertThat(options.attributes().flags()).isEqualTo(2 | 8 | 1024);
        assertThat(options.attributes().type()).isEqualTo("fuse.x,y");
    }

    @Test
    void aFailureSaysTheNextStepAndLeavesNoDescriptor() throws IOException {
        Requirements.root();
        Requirements.fuse();
        Path descriptors = Path.of("/proc/self/fd");
        long before = count(descriptors);
        assertThatThrownBy(() -> KernelMount.mount(Path.of("/no/such/path"), options("a", false, false, true)))
                .isInstanceOf(IOException.class).hasMessageContaining("create it: mkdir -p /no/such/path");
        assertThat(count(descriptors)).isEqualTo(before);
    }

    private static long count(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.count();
        }
    }
}
