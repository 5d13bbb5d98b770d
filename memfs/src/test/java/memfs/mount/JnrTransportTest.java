package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import memfs.jnr.JnrOptions;
import memfs.testing.Requirements;

class JnrTransportTest {

    private static MountOptions mountOptions(String list) {
        return MountOptions.of("memfs", RawOptions.parse(List.of("transport=jnr", list)));
    }

    private static JnrOptions options(String list) {
        return ((JnrTransport) mountOptions(list).ofTransport()).options();
    }

    @Test
    void defaultsAreCoherentForHardLinks() {
        Requirements.root();
        assertThat(options("").attrTimeout()).isZero();
        assertThat(options("").kernelCache()).isFalse();
        assertThat(mountOptions("").store().checkPermissions()).isTrue();
    }

    @Test
    void everyOptionReachesItsPlace() {
        JnrOptions options = options("ro,noxattr,max_write=64k,nosingle_thread");

        assertThat(options.readOnly()).isTrue();
        assertThat(options.xattr()).isFalse();
        assertThat(options.maxWrite()).isEqualTo(64 << 10);
        assertThat(options.singleThread()).isFalse();
    }

    @Test
    void attributesOfDirectoriesAreCachedUnlessAllAreSetAlike() {
        assertThat(options("").directoryTimeout()).isEqualTo(3600);
        assertThat(options("dir_attr_timeout=5").directoryTimeout()).isEqualTo(5);
        assertThat(options("attr_timeout=2").directoryTimeout()).isEqualTo(2);
    }

    @Test
    void attributesThatMemFSMustCheckTheAccessToAreNotCached() {
        assertThat(options("allow_other").directoryTimeout()).isEqualTo(3600);
        assertThat(options("allow_other,nodefault_permissions").directoryTimeout()).isZero();
    }

    @Test
    void otherUsersAreCheckedByTheKernel() {
        assertThat(options("allow_other").defaultPermissions()).isTrue();
        assertThat(mountOptions("allow_other").store().checkPermissions()).isFalse();
        assertThat(mountOptions("allow_other,nodefault_permissions").store().checkPermissions()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"kernel_cache,auto_cache | exclude each other",
            "dir_attr_timeout=5,nosingle_thread | needs a single thread", "max_write=1m | 4k to 128k"})
    void refusesWithOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> options(text)).isInstanceOf(OptionException.class).hasMessageContaining(sentence);
    }
}
