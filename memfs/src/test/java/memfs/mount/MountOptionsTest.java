package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountOptionsTest {

    private static MountOptions options(String... lists) {
        return MountOptions.of("memfs", RawOptions.parse(List.of(lists)));
    }

    @Test
    void defaultsAreCoherentForHardLinks() {
        MountOptions options = options();

        assertThat(options.jnr().attrTimeout()).isZero();
        assertThat(options.jnr().kernelCache()).isFalse();
        assertThat(options.store().checkPermissions()).isTrue();
    }

    @Test
    void everyOptionReachesItsPlace() {
        MountOptions options = options("size=1m,nr_inodes=2k,mode=1777",
                "uid=7,gid=8,ro,noxattr,max_write=64k,nosingle_thread");

        assertThat(options.store().sizeLimit()).isEqualTo(1 << 20);
        assertThat(options.store().inodeLimit()).isEqualTo(2048);
        assertThat(options.store().rootMode()).isEqualTo(01777);
        assertThat(options.store().rootUid()).isEqualTo(7);
        assertThat(options.store().rootGid()).isEqualTo(8);
        assertThat(options.store().readOnly()).isTrue();
        assertThat(options.jnr().xattr()).isFalse();
        assertThat(options.jnr().maxWrite()).isEqualTo(64 << 10);
        assertThat(options.jnr().singleThread()).isFalse();
    }

    @Test
    void attributesOfDirectoriesAreCachedUnlessAllAreSetAlike() {
        assertThat(options("").jnr().directoryTimeout()).isEqualTo(3600);
        assertThat(options("dir_attr_timeout=5").jnr().directoryTimeout()).isEqualTo(5);
        assertThat(options("attr_timeout=2").jnr().directoryTimeout()).isEqualTo(2);
    }

    @Test
    void asManyInodesAsTheSizeAndTheHeapHaveRoomFor() {
        assertThat(options("size=1m").store().inodeLimit()).isEqualTo(1024);
        assertThat(options("size=8m").store().inodeLimit()).isEqualTo(2048);
        assertThat(options("size=100t").store().inodeLimit()).isEqualTo(Runtime.getRuntime().maxMemory() / 1024);
        assertThat(options("size=8m,nr_inodes=0").store().inodeLimit()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void attributesThatMemFSMustCheckTheAccessToAreNotCached() {
        assertThat(options("allow_other").jnr().directoryTimeout()).isEqualTo(3600);
        assertThat(options("allow_other,nodefault_permissions").jnr().directoryTimeout()).isZero();
    }

    @Test
    void otherUsersAreCheckedByTheKernel() {
        assertThat(options("allow_other").jnr().defaultPermissions()).isTrue();
        assertThat(options("allow_other").store().checkPermissions()).isFalse();
        assertThat(options("allow_other,nodefault_permissions").store().checkPermissions()).isTrue();
    }

    @Test
    void theStrongerSourceWins() {
        RawOptions file = RawOptions.parse(List.of("ro,size=1m"));
        RawOptions flags = RawOptions.parse(List.of("rw"));

        MountOptions options = MountOptions.of("memfs", file.overriddenBy(flags));

        assertThat(options.store().readOnly()).isFalse();
        assertThat(options.store().sizeLimit()).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ro,rw | ro and rw contradict", "xattr,noxattr | xattr and noxattr contradict",
            "size=1m,size=2m | size=1m and size=2m contradict", "kernel_cache,auto_cache | exclude each other",
            "dir_attr_timeout=5,nosingle_thread | needs a single thread",
            "size=0 | leaves no room", "size=0.5 | leaves no room", "nr_inodes=50% | not a part",
            "sizee=4g | no mount option 'sizee'",
            "nosize | no mount option 'nosize'", "size | needs a value", "ro=1 | takes no value", "mode=99 | octal",
            "mode=17777 | octal", "uid=-1 | uid", "attr_timeout=soon | seconds", "max_write=1m | 4k to 128k",
            "transport=smoke | choose one of: jnr", "content=air | choose one of: paged"})
    void refusesWithOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> options(text)).isInstanceOf(OptionException.class).hasMessageContaining(sentence);
    }
}
