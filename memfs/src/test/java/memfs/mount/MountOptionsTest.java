package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.store.ContentKind;
import memfs.store.SizeControl;
import memfs.sys.Libc;
import memfs.sys.PhysicalMemory;
import memfs.sys.WallClock;

/** The options that are there whatever the transport; {@link KernelTransportTest} and {@link JnrTransportTest}. */
class MountOptionsTest {
    private static final long ROOM = MountOptions.inodesThatFit(Runtime.getRuntime().maxMemory());

    private static MountOptions options(String... lists) {
        return MountOptions.of("memfs", RawOptions.parse(List.of(lists)));
    }

    @Test
    void everyOptionReachesItsPlace() {
        MountOptions options = options("size=1m,nr_inodes=2k,mode=1777", "uid=7,gid=8,ro");

        assertThat(options.store().sizeLimit()).isEqualTo(1 << 20);
        assertThat(options.store().inodeLimit()).isEqualTo(2048);
        assertThat(options.store().rootMode()).isEqualTo(01777);
        assertThat(options.store().rootUid()).isEqualTo(7);
        assertThat(options.store().rootGid()).isEqualTo(8);
        assertThat(options.store().readOnly()).isTrue();
    }

    @Test
    void theTransportIsTheKernelUnlessAskedFor() {
        assertThat(options().transport()).isEqualTo(Transport.KERNEL);
        assertThat(options().ofTransport()).isInstanceOf(KernelTransport.class);
        assertThat(options("transport=jnr").transport()).isEqualTo(Transport.JNR);
        assertThat(options("transport=jnr").ofTransport()).isInstanceOf(JnrTransport.class);
    }

    private static MountOptions options(PhysicalMemory memory, String list) {
        return MountOptions.of("memfs", RawOptions.parse(List.of(list)), memory);
    }

    @Test
    void aPercentageIsOfWhatIsLess() {
        assertThat(options(new PhysicalMemory(1000, 400), "").store().sizeLimit()).isEqualTo(200);
        assertThat(options(new PhysicalMemory(1000, Long.MAX_VALUE), "size=200%").store().sizeLimit()).isEqualTo(2000);
    }

    @Test
    void aSizeThatTheMemoryCantHoldIsAWarningWithFiguresAndTheNextStep() {
        assertThat(options(new PhysicalMemory(1000, 400), "size=399").warnings()).isEmpty();
        assertThat(options(new PhysicalMemory(1000, 400), "size=400").warnings()).singleElement().asString()
                .contains("size=400").contains("limit of the control group, 400 bytes").contains("raise that limit");
        assertThat(options(new PhysicalMemory(1000, Long.MAX_VALUE), "size=200%").warnings()).singleElement()
                .asString().contains("size=2000").contains("memory of the machine, 1000 bytes")
                .contains("like size=50%");
    }

    @Test
    void anExperimentSaysThatItIsOne() {
        assertThat(options("content=paged").warnings()).isEmpty();
        assertThat(options("content=contiguous").store().content()).isEqualTo(ContentKind.CONTIGUOUS);
        assertThat(options("content=contiguous").warnings()).singleElement().asString().contains("experiment");
        assertThat(options("content=null").warnings()).singleElement().asString().contains("discards");
    }

    @Test
    void theSizeLimitIsChangedByTheSameWords() {
        SizeControl control = options("").store().sizeControl();
        assertThat(control.uid()).isEqualTo(Libc.geteuid());
        assertThat(control.sizes().applyAsLong("1.5k")).isEqualTo(1536);
        assertThat(control.sizes().applyAsLong("100%")).isEqualTo(PhysicalMemory.ofThisProcess().usable());
    }

    @Test
    void asManyInodesAsTheSizeAndTheHeapHaveRoomFor() {
        assertThat(options("size=1m").store().inodeLimit()).isEqualTo(1024);
        assertThat(options("size=8m").store().inodeLimit()).isEqualTo(2048);
        assertThat(options("size=100t").store().inodeLimit()).isEqualTo(ROOM);
    }

    @Test
    void noMoreInodesThanTheHeapHasRoomFor() {
        assertThat(MountOptions.inodesThatFit(1L << 30)).isEqualTo((1L << 20) - (16 << 10));
        assertThat(MountOptions.inodesThatFit(1)).isEqualTo(1024);
        assertThat(options("nr_inodes=" + ROOM).store().inodeLimit()).isEqualTo(ROOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=8m,nr_inodes=0", "size=8m,nr_inodes=1t"})
    void whatTheHeapHasNoRoomForIsLimitedWithAWarning(String list) {
        assertThat(options(list).store().inodeLimit()).isEqualTo(ROOM);
        assertThat(options(list).warnings()).singleElement().asString().contains(" is limited to " + ROOM)
                .contains("-Xmx");
        assertThat(options("size=8m,nr_inodes=" + ROOM).warnings()).isEmpty();
    }

    @Test
    void theStoreStampsAsTheKernelDoesWhereBothStamp() {
        assertThat(options("").ofTransport().clock()).isEqualTo(WallClock.EXACT);
        assertThat(options("transport=jnr").ofTransport().clock()).isEqualTo(WallClock.EXACT);
        assertThat(options("writeback_cache").ofTransport().clock()).isEqualTo(WallClock.COARSE);
        assertThat(options("profile=fast").ofTransport().clock()).isEqualTo(WallClock.COARSE);
        assertThat(options("profile=fast,nowriteback_cache").ofTransport().clock()).isEqualTo(WallClock.EXACT);
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
            "size=1m,size=2m | size=1m and size=2m contradict", "size=0 | leaves no room", "size=0.5 | leaves no room",
            "nr_inodes=50% | not a part", "sizee=4g | no mount option 'sizee'", "nosize | no mount option 'nosize'",
            "size | needs a value", "ro=1 | takes no value", "mode=99 | octal", "mode=17777 | octal", "uid=-1 | uid",
            "attr_timeout=soon | seconds", "transport=smoke | choose one of: kernel, jnr",
            "content=air | choose one of: paged, contiguous, null", "size=1e3 | like 4g", "size=99999999t | too large",
            "big_writes | transport kernel has no mount option 'big_writes'",
            "dir_attr_timeout=1 | or give transport=jnr",
            "transport=jnr,writeback_cache | transport jnr has no mount option 'writeback_cache'",
            "subtype= | subtype is an empty text; give a name", "fsname=,ro | fsname is an empty text; give a name",
            "transport=jnr,workers=2 | or give transport=kernel", "transport=jnr,profile=fast | 'profile'"})
    void refusesWithOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> options(text)).isInstanceOf(OptionException.class).hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }
}
