package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

/** Paths and hidden names against the real store; what is left pinned shows in its number of inodes. */
class PathWalkerTest {
    private static final KeptName HIDDEN = Name.of(".fuse_hidden0000000a0000000b");

    private final MemFileSystem store = new MemFileSystem(
            StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos));
    private final ParkedFiles parked = new ParkedFiles(store);
    private final PathWalker walker = new PathWalker(store, parked, false);
    private long folder;

    @BeforeEach
    void makeTree() {
        folder = unpinned(store.mkdir(Caller.ROOT, FileSystem.ROOT, Name.of("folder"), 0755));
        unpinned(store.mknod(Caller.ROOT, folder, Name.of("file"), Mode.S_IFREG | 0644, 0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long unpinned(Stat stat) {
        store.forget(stat.ino(), 1);
        return stat.ino();
    }

    private long ino(String path) {
        return walker.at(Caller.ROOT, path, Stat::ino);
    }

    @Test
    void findsTheRootAndWhatIsBelow() {
        assertThat(ino("/")).isEqualTo(FileSystem.ROOT);
        assertThat(ino("/folder")).isEqualTo(folder);
        assertThat(walker.<Long>in(Caller.ROOT, "/folder/new", (parent, name) -> {
            assertThat(name).isEqualTo(Name.of("new"));
            return parent;
        })).isEqualTo(folder);
    }

    @Test
    void failsWhereTheKernelWould() {
        assertThatThrownBy(() -> ino("/none/file")).isSameAs(Errno.ENOENT.exception());
        assertThatThrownBy(() -> ino("/folder/none")).isSameAs(Errno.ENOENT.exception());
        assertThatThrownBy(() -> ino("/folder/file/x")).isSameAs(Errno.ENOTDIR.exception());
    }

    @Test
    void leavesNothingPinned() {
        ino("/folder/file");
        assertThatThrownBy(() -> ino("/folder/file/x/y")).isSameAs(Errno.ENOTDIR.exception());

        store.unlink(Caller.ROOT, folder, Name.of("file"));
        store.rmdir(Caller.ROOT, FileSystem.ROOT, Name.of("folder"));

        assertThat(store.usage().inodes()).isEqualTo(1);
    }

    @Test
    void aParkedFileIsFoundOnlyByItsHiddenName() {
        long file = park();

        assertThat(ino("/folder/" + HIDDEN)).isEqualTo(file);
        assertThatThrownBy(() -> ino("/" + HIDDEN)).isSameAs(Errno.ENOENT.exception());
        assertThatThrownBy(() -> ino("/folder/file")).isSameAs(Errno.ENOENT.exception());
    }

    @Test
    void aParkedFileShowsTheNameThatLibfuseTakesOff() {
        park();

        assertThat(walker.<Integer>at(Caller.ROOT, "/folder/" + HIDDEN, Stat::nlink)).isEqualTo(1);
    }

    @Test
    void aParkedFileOutlivesItsDirectoryAndIsFreedInTheEnd() {
        long file = park();
        OpenFile fh = store.open(Caller.ROOT, file, OpenFlags.O_RDWR);

        store.rmdir(Caller.ROOT, FileSystem.ROOT, Name.of("folder"));
        parked.remove(file);
        assertThat(parked.contains(file)).isFalse();
        assertThat(store.getattr(file).nlink()).isZero();
        store.release(fh);

        assertThat(store.usage().inodes()).isEqualTo(1);
    }

    @Test
    void removingAHiddenNameUnpinsItOnce() {
        park();

        assertThat(parked.remove(folder, HIDDEN)).isTrue();
        assertThat(parked.remove(folder, HIDDEN)).isFalse();
        assertThat(store.usage().inodes()).isEqualTo(2);
    }

    @Test
    void onlyLibfusesOwnFormIsHidden() {
        assertThat(ParkedFiles.isHidden(HIDDEN)).isTrue();
        assertThat(ParkedFiles.isHidden(Name.of(".fuse_hidden"))).isFalse();
        assertThat(ParkedFiles.isHidden(Name.of(".fuse_hidden0000000a0000000g"))).isFalse();
        assertThat(ParkedFiles.isHidden(Name.of("_fuse_hidden0000000a0000000b"))).isFalse();
        assertThat(ParkedFiles.isHidden(Name.of(".fuse_hidden0000000a0000000b0"))).isFalse();
    }

    @Test
    void libfusesOwnNamesCountUpFromTheLast() {
        assertThat(parked.isNewFromLibfuse(Name.of(".fuse_hidden0000000a000003e8"))).isTrue();
        assertThat(parked.isNewFromLibfuse(Name.of(".fuse_hidden0000000a000007d0"))).isTrue();
        assertThat(parked.isNewFromLibfuse(Name.of(".fuse_hidden0000000a000003e8"))).isTrue();
        assertThat(parked.isNewFromLibfuse(Name.of(".fuse_hidden0000000a000003e7"))).isFalse();
        assertThat(parked.isNewFromLibfuse(Name.of(".fuse_hidden0000000affffffff"))).isFalse();
    }

    @Test
    void aNameThatAParkedFileHadIsStale() {
        parked.remove(park());

        assertThatThrownBy(() -> ino("/folder/" + HIDDEN)).isSameAs(Errno.ESTALE.exception());
        assertThatThrownBy(() -> ino("/" + HIDDEN)).isSameAs(Errno.ENOENT.exception());
    }

    @Test
    void onlyTheLatestOfTheNamesThatParkedFilesHadAreRemembered() {
        parked.remove(park());
        for (int i = 0; i < 1024; i++) {
            store.mknod(Caller.ROOT, folder, Name.of("file"), Mode.S_IFREG | 0644, 0);
            long file = unpinned(store.lookup(Caller.ROOT, folder, Name.of("file")));
            store.unlink(Caller.ROOT, folder, Name.of("file"));
            parked.park(folder, Name.of(".fuse_hidden0000000b%08x".formatted(i)), file);
            parked.remove(file);
        }

        assertThatThrownBy(() -> ino("/folder/" + HIDDEN)).isSameAs(Errno.ENOENT.exception());
        assertThatThrownBy(() -> ino("/folder/.fuse_hidden0000000b00000000")).isSameAs(Errno.ESTALE.exception());
    }

    private long park() {
        long file = store.lookup(Caller.ROOT, folder, Name.of("file")).ino();
        store.unlink(Caller.ROOT, folder, Name.of("file"));
        parked.park(folder, HIDDEN, file);
        return file;
    }
}
