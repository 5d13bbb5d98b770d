package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.kernel.Feature;
import memfs.kernel.IoUringUse;
import memfs.kernel.KernelOptions;
import memfs.kernel.Negotiated;
import memfs.kernel.Negotiations;
import memfs.sys.WallClock;
import memfs.testing.Requirements;

class KernelTransportTest {
    private static final Set<Feature> SAFE = Set.of(Feature.XATTR, Feature.PARALLEL_DIROPS, Feature.READDIRPLUS,
            Feature.HANDLE_KILLPRIV_V2);

    private static MountOptions mountOptions(String list) {
        return MountOptions.of("memfs", RawOptions.parse(List.of(list)));
    }

    private static KernelOptions options(String list) {
        return ((KernelTransport) mountOptions(list).ofTransport()).options();
    }

    @Test
    void theDefaultsAreCorrectForSeveralUsers() {
        KernelOptions options = options("");

        assertThat(options.name()).isEqualTo("memfs");
        assertThat(options.defaultPermissions()).isTrue();
        assertThat(options.allowOther()).isFalse();
        assertThat(options.entryTimeout()).isEqualTo(3600);
        assertThat(options.attrTimeout()).isEqualTo(3600);
        assertThat(options.negativeTimeout()).isEqualTo(3600);
        assertThat(options.maxWrite()).isEqualTo(1 << 20);
        assertThat(options.workers()).isBetween(2, 16);
        assertThat(options.features()).containsAll(SAFE).contains(Feature.NO_OPEN, Feature.NO_FLUSH)
                .doesNotContain(Feature.WRITEBACK_CACHE, Feature.NO_OPENDIR, Feature.CLONE_FD, Feature.ACL);
        assertThat(mountOptions("").store().checkPermissions()).isFalse();
    }

    @Test
    void aProfileIsABundleThatSingleOptionsOverride() {
        assertThat(options("profile=safe").features()).isEqualTo(SAFE);
        assertThat(options("profile=safe").attrTimeout()).isEqualTo(1);
        assertThat(options("profile=default")).isEqualTo(options(""));
        assertThat(EnumSet.complementOf(EnumSet.copyOf(options("profile=fast").features())))
                .containsExactlyInAnyOrder(Feature.CLONE_FD, Feature.ACL, Feature.PASSTHROUGH);
        assertThat(options("profile=fast,nowriteback_cache,attr_timeout=2").features())
                .doesNotContain(Feature.WRITEBACK_CACHE).contains(Feature.NO_OPENDIR);
        assertThat(options("profile=safe,attr_timeout=2.5").attrTimeout()).isEqualTo(2.5);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            safe, async_read atomic_o_trunc export_support big_writes do_readdirplus readdirplus_auto parallel_dirops max_pages handle_killpriv_v2 init_ext
            default, async_read export_support big_writes do_readdirplus readdirplus_auto no_open_support parallel_dirops max_pages cache_symlinks handle_killpriv_v2 init_ext
            fast, async_read export_support big_writes do_readdirplus readdirplus_auto writeback_cache no_open_support parallel_dirops max_pages cache_symlinks no_opendir_support handle_killpriv_v2 init_ext
            """)
    void aProfileAsksForExactlyTheseFlags(String profile, String flags) {
        assertThat(String.join(" ", Negotiations.flags(options("profile=" + profile)))).isEqualTo(flags);
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void everyFeatureIsAFlag(Feature feature) {
        String others = feature == Feature.NO_CREATE ? ",no_open" : "";
        assertThat(options("profile=safe," + feature + others).features()).contains(feature);
        assertThat(options("profile=fast,no" + feature).features()).doesNotContain(feature);
    }

    @Test
    void listsAreKeptWhereTheKernelChecksThem() {
        assertThat(Negotiations.flags(options("acl"))).contains("posix_acl", "dont_mask");
        assertThat(Negotiations.flags(options(""))).doesNotContain("posix_acl", "dont_mask");
        assertThat(mountOptions("acl").store().acls()).isTrue();
        assertThat(mountOptions("").store().acls()).isFalse();
        assertThat(mountOptions("transport=jnr,default_permissions").store().acls()).isFalse();
    }

    @Test
    void everyOptionReachesItsPlace() {
        KernelOptions options = options(
                "ro,allow_other,entry_timeout=1,attr_timeout=2,negative_timeout=3,max_write=64k,workers=5,io_uring=off");

        assertThat(options).isEqualTo(new KernelOptions("memfs", true, true, true, options.features(), 1, 2, 3,
                64 << 10, 5));
    }

    @ParameterizedTest
    @CsvSource({"'', AUTO", "io_uring=auto, AUTO", "io_uring=on, ON", "io_uring=off, OFF"})
    void theRingIsUsedWhereItIsThere(String option, IoUringUse use) {
        assertThat(options(option).ioUring()).isEqualTo(use);
    }

    @Test
    void otherUsesOfTheRingAreRefused() {
        assertThatThrownBy(() -> options("io_uring=yes")).isInstanceOf(OptionException.class)
                .hasMessageContaining("auto, on or off");
    }

    @Test
    void withoutTheKernelsChecksNothingSkipsOurs() {
        KernelOptions options = options("profile=fast,allow_other,nodefault_permissions");

        assertThat(options.features()).doesNotContain(Feature.NO_OPEN, Feature.NO_CREATE, Feature.NO_OPENDIR)
                .contains(Feature.NO_FLUSH);
        assertThat(options.entryTimeout()).isZero();
        assertThat(options.attrTimeout()).isZero();
        assertThat(options.negativeTimeout()).isZero();
        assertThat(mountOptions("nodefault_permissions").store().checkPermissions()).isTrue();
    }

    @Test
    void rootAloneMayCacheWithoutTheKernelsChecks() {
        Requirements.root();
        assertThat(options("nodefault_permissions").entryTimeout()).isEqualTo(3600);
        assertThat(options("nodefault_permissions,attr_timeout=5").attrTimeout()).isEqualTo(5);
    }

    @Test
    void aMountForRootAloneKeepsWhatSparesRequests() {
        Requirements.root();
        KernelOptions options = options("profile=fast,root_only");

        assertThat(options.defaultPermissions()).isFalse();
        assertThat(options.features()).isEqualTo(options("profile=fast").features());
        assertThat(options.attrTimeout()).isEqualTo(3600);
        assertThat(mountOptions("root_only").store().checkPermissions()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"root_only,allow_other | leave it out, or allow_other",
            "root_only,default_permissions | leave out root_only or default_permissions",
            "root_only,acl | acl needs default_permissions"})
    void rootOnlyContradictsWhatIsForOthers(String options, String part) {
        Requirements.root();
        assertThatThrownBy(() -> options(options)).isInstanceOf(OptionException.class).hasMessageContaining(part);
    }

    @Test
    void whatAnImpliedFeatureNeedsIsLeftOutWithIt() {
        assertThat(options("nono_open").features()).doesNotContain(Feature.NO_OPEN, Feature.NO_CREATE);
    }

    @Test
    void passthroughSwitchesOffWhatDoesNotGoWithIt() {
        KernelOptions data = options("profile=data");

        assertThat(data.features()).contains(Feature.PASSTHROUGH, Feature.NO_FLUSH, Feature.CACHE_DIR).doesNotContain(
                Feature.NO_OPEN, Feature.NO_CREATE, Feature.XATTR, Feature.HANDLE_KILLPRIV_V2);
        assertThat(data.withoutPassthrough()).isEqualTo(options("").features());
        assertThat(options("passthrough").features()).isEqualTo(data.features());
        assertThat(options("profile=data,nopassthrough").features()).isEqualTo(options("").features());
        assertThat(options("profile=fast,passthrough").features()).contains(Feature.PASSTHROUGH, Feature.NO_OPENDIR)
                .doesNotContain(Feature.WRITEBACK_CACHE);
        assertThat(options("profile=data,xattr").features()).contains(Feature.XATTR, Feature.PASSTHROUGH);
        assertThat(options("").features()).doesNotContain(Feature.PASSTHROUGH);
        assertThat(mountOptions("profile=fast,passthrough").ofTransport().clock())
                .as("of the write-back cache, where passthrough can't be had").isEqualTo(WallClock.COARSE);
    }

    @Test
    void whatTheKernelDoesntKnowIsToldAsMissingAndNotInForce() {
        Set<Feature> missing = Set.of(Feature.PARALLEL_DIROPS, Feature.HANDLE_KILLPRIV_V2);
        var settings = ((KernelTransport) mountOptions("profile=safe").ofTransport()).settings(new Negotiated("7.31",
                List.of("max_pages"), Set.of(Feature.XATTR, Feature.READDIRPLUS), missing, 4096, 0));

        assertThat(settings).containsEntry("missing", List.of("handle_killpriv_v2", "parallel_dirops"))
                .containsEntry("flags", List.of("max_pages")).containsEntry("xattr", true)
                .containsEntry("parallel_dirops", false).containsEntry("handle_killpriv_v2", false);
        assertThat(settings).containsKeys(Arrays.stream(Feature.values()).map(Feature::toString)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"profile=safe,no_create | no_create needs no_open",
            "no_create,nono_open | no_create needs no_open",
            "no_open,nodefault_permissions | needs default_permissions",
            "no_create,nodefault_permissions | needs default_permissions",
            "no_opendir,nodefault_permissions | needs default_permissions",
            "writeback_cache,nodefault_permissions | needs default_permissions",
            "acl,nodefault_permissions | acl needs default_permissions", "acl,noxattr | acl needs xattr",
            "allow_other,nodefault_permissions,attr_timeout=1 | leave out attr_timeout",
            "allow_other,nodefault_permissions,entry_timeout=1 | leave out entry_timeout",
            "allow_other,nodefault_permissions,negative_timeout=1 | leave out negative_timeout",
            "max_write=2m | 4k to 1m", "max_write=1k | 4k to 1m", "workers=0 | no thread to serve",
            "workers=many | a number", "workers=1000 | to 128",
            "profile=slow | choose one of: safe, default, fast, data",
            "profile=data,writeback_cache | passthrough excludes writeback_cache",
            "passthrough,no_open | passthrough excludes no_open",
            "profile=data,handle_killpriv_v2 | passthrough excludes handle_killpriv_v2",
            "profile=data,content=null | passthrough excludes content=null",
            "no_flush,nono_flush | contradict"})
    void refusesWithOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> options(text)).isInstanceOf(OptionException.class).hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }
}
