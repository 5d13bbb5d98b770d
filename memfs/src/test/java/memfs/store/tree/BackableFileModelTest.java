package memfs.store.tree;

import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_TRUNC;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem.Created;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.tree.TestBackings.Backing;
import memfs.testing.Posix;
import memfs.testing.Requirements;

/**
 * Random operations while closed files move: as programs do them in the backing files where there are any, and else by
 * requests. The message of a failure has the seed and the step.
 */
@Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackableFileModelTest {
    private static final int OPERATIONS = Integer.getInteger("memfs.backed.operations", 20_000);
    private static final long SEED = Long.getLong("memfs.backed.seed", System.nanoTime());
    private static final int NAMES = 24;
    private static final int MOST_HANDLES = 12;
    private static final int MOST_MAPPINGS = 6;
    private static final int MOST_BYTES = 160 << 10;
    private static final int MOST_BACKINGS = 16;

    private final Random random = new Random(SEED);
    /** Of the thread that moves files. */
    private final Random lease = new Random(SEED + 1);
    private final Map<String, Model> names = new HashMap<>();
    private final List<Handle> handles = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private TestBackings backings;
    private StoreFixture store;
    private MemFileSystem fs;
    private String step;
    private int opensByRequest;

    private static final class Model {
        private final long ino;
        private byte[] bytes = {};

        Model(long ino) {
            this.ino = ino;
        }

        void write(int offset, byte[] data) {
            resize(Math.max(bytes.length, offset + data.length));
            System.arraycopy(data, 0, bytes, offset, data.length);
        }

        void resize(int size) {
            bytes = Arrays.copyOf(bytes, size);
        }
    }

    /** An open file, and the program's own descriptor of its backing file, -1 where there is none. */
    private record Handle(Model file, OpenFile open, int fd, int flags) {}

    private record Mapping(Model file, MemorySegment bytes) {}

    @BeforeEach
    void needsRoot() {
        assumeTrue(Requirements.isRoot(), "only root makes a tmpfs");
    }

    @Test
    void behavesAsArrays() {
        backings = new TestBackings(64 << 20, MOST_BACKINGS, () -> lease.nextInt(3) == 0);
        store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE, backings).withSizeLimit(64 << 20), backings);
        fs = store.fs;
        for (int i = 0; i < OPERATIONS; i++) {
            step = "seed " + SEED + ", step " + i;
            operate();
        }
        while (!mappings.isEmpty()) {
            unmap();
        }
        while (!handles.isEmpty()) {
            close(handles.removeLast());
        }
        assertThat(opensByRequest).as(step).isPositive();
        assertThat(backings.dataChanged).as("%s: files that moved back", step).isNotEmpty();
        store.close();
        assertThat(backings.open).as(step).isEmpty();
        assertThat(backings.usedBytes()).as(step).isZero();
        backings.close();
    }

    private void operate() {
        String name = "f" + random.nextInt(NAMES);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> open(name);
            case 4, 5, 6 -> closeAny();
            case 7, 8, 9, 10 -> write();
            case 11 -> map();
            case 12, 13 -> storeIntoMapping();
            case 14 -> unmap();
            case 15 -> truncate(name);
            case 16 -> unlink(name);
            case 17 -> checkMapping();
            default -> check(name);
        }
    }

    private void open(String name) {
        if (handles.size() >= MOST_HANDLES) {
            return;
        }
        int access = List.of(O_RDONLY, O_WRONLY, O_RDWR, O_RDWR).get(random.nextInt(4));
        Model file = names.get(name);
        OpenFile open;
        if (file == null) {
            Created created = fs.create(Caller.ROOT, ROOT, name(name), 0644, access);
            fs.forget(created.stat().ino(), 1);
            file = new Model(created.stat().ino());
            names.put(name, file);
            open = created.file();
        } else {
            boolean cut = access != O_RDONLY && random.nextInt(8) == 0;
            open = fs.open(Caller.ROOT, file.ino, access | (cut ? O_TRUNC : 0));
            file.resize(cut ? 0 : file.bytes.length);
        }
        for (Handle other : handles) {
            assertThat(other.file != file || other.open.backing() == open.backing()).as("%s: one mode", step).isTrue();
        }
        opensByRequest += open.backing() == null ? 1 : 0;
        int fd = open.backing() instanceof Backing backing ? Posix.open(backing.path(), access, 0) : -1;
        handles.add(new Handle(file, open, fd, access));
    }

    private void closeAny() {
        if (!handles.isEmpty()) {
            close(handles.remove(random.nextInt(handles.size())));
        }
    }

    /** As the kernel does: RELEASE comes when the file is closed already. */
    private void close(Handle handle) {
        if (handle.fd >= 0) {
            Posix.close(handle.fd);
        }
        fs.release(handle.open);
    }

    private void write() {
        if (handles.isEmpty()) {
            return;
        }
        Handle handle = handles.get(random.nextInt(handles.size()));
        byte[] data = new byte[1 + random.nextInt(random.nextBoolean() ? 200 : 9000)];
        random.nextBytes(data);
        int offset = random.nextBoolean()
                ? Math.min(handle.file.bytes.length, MOST_BYTES - data.length)
                : random.nextInt(MOST_BYTES - data.length);
        if (!OpenFlags.writes(handle.flags)) {
            return;
        }
        int written = handle.fd >= 0
                ? Posix.pwrite(handle.fd, data, offset)
                : fs.write(Caller.ROOT, handle.open, MemorySegment.ofArray(data), offset, 0);
        assertThat(written).as(step).isEqualTo(data.length);
        handle.file.write(offset, data);
    }

    private void map() {
        handles.stream().filter(handle -> handle.fd >= 0 && handle.flags == O_RDWR && handle.file.bytes.length > 0)
                .skip(random.nextInt(3)).findFirst()
                .filter(_ -> mappings.size() < MOST_MAPPINGS).ifPresent(handle -> mappings
                        .add(new Mapping(handle.file, Posix.mmap(handle.fd, handle.file.bytes.length, 0))));
    }

    /** Inside the file as it is: past its end there is SIGBUS. */
    private void storeIntoMapping() {
        if (mappings.isEmpty()) {
            return;
        }
        Mapping mapping = mappings.get(random.nextInt(mappings.size()));
        int end = (int) Math.min(mapping.bytes.byteSize(), mapping.file.bytes.length);
        if (end > 0) {
            int offset = random.nextInt(end);
            byte[] data = new byte[Math.min(end - offset, 1 + random.nextInt(300))];
            random.nextBytes(data);
            MemorySegment.copy(data, 0, mapping.bytes, ValueLayout.JAVA_BYTE, offset, data.length);
            mapping.file.write(offset, data);
        }
    }

    private void checkMapping() {
        for (Mapping mapping : mappings) {
            int end = (int) Math.min(mapping.bytes.byteSize(), mapping.file.bytes.length);
            assertThat(
                    mapping.bytes.asSlice(0, end).mismatch(MemorySegment.ofArray(mapping.file.bytes).asSlice(0, end)))
                    .as("%s: mapped", step).isEqualTo(-1);
        }
    }

    private void unmap() {
        if (!mappings.isEmpty()) {
            Posix.munmap(mappings.remove(random.nextInt(mappings.size())).bytes);
        }
    }

    private void truncate(String name) {
        Model file = names.get(name);
        if (file != null) {
            int size = random.nextInt(3) == 0 ? 0 : random.nextInt(MOST_BYTES);
            assertThat(fs.setattr(Caller.ROOT, file.ino, SetAttr.ofSize(size), null).size()).as(step).isEqualTo(size);
            file.resize(size);
        }
    }

    private void unlink(String name) {
        if (names.remove(name) != null) {
            fs.unlink(Caller.ROOT, ROOT, name(name));
        }
    }

    /** By whatever way an open for reading gets. */
    private void check(String name) {
        Model file = names.get(name);
        if (file == null) {
            return;
        }
        Stat stat = fs.getattr(file.ino);
        assertThat(stat.size()).as(step).isEqualTo(file.bytes.length);
        assertThat(stat.blocks()).as(step).isLessThanOrEqualTo((stat.size() + 4095) / 4096 * 8);
        OpenFile open = fs.open(Caller.ROOT, file.ino, O_RDONLY);
        byte[] found;
        if (open.backing() instanceof Backing backing) {
            int fd = Posix.open(backing.path(), O_RDONLY, 0);
            found = Posix.pread(fd, MOST_BYTES, 0);
            Posix.close(fd);
        } else {
            found = new byte[file.bytes.length];
            assertThat(fs.read(open, MemorySegment.ofArray(found), 0)).as(step).isEqualTo(found.length);
        }
        fs.release(open);
        assertThat(Arrays.mismatch(found, file.bytes)).as("%s: the first wrong byte of %s", step, name).isEqualTo(-1);
        Stat after = fs.getattr(file.ino);
        assertThat(after.mtime()).as(step).isEqualTo(stat.mtime());
        assertThat(after.ctime()).as(step).isEqualTo(stat.ctime());
    }
}
