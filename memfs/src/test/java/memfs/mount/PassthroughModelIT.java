package memfs.mount;

import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_TRUNC;
import static memfs.posix.OpenFlags.O_WRONLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import memfs.mount.FileActor.Action;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/**
 * Random operations of two processes on the same files, against arrays: every open must succeed, whatever was open, closed or
 * mapped before, and show what was written last. So few descriptors that some files have no backing file, and that closed ones
 * move back at once. docs/passthrough.md says how to run more of it; the message of a failure has the seed and the step. A seed fixes
 * the operations, not when files move.
 */
@Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PassthroughModelIT {
    private static final int OPERATIONS = Integer.getInteger("memfs.passthrough.operations", 4_000);
    private static final long SEED = Long.getLong("memfs.passthrough.seed", System.nanoTime());
    private static final String DESCRIPTORS = "--nofile=120:120";
    private static final int NAMES = 60;
    private static final int MOST_OPEN = 16;
    private static final int MOST_MAPPED = 8;
    private static final int MOST_BYTES = 160 << 10;

    private final Random random = new Random(SEED);
    private final Map<Integer, Model> names = new HashMap<>();
    private final List<Open> opens = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private final List<FileActor> actors = new ArrayList<>();
    private MountDirectory directory;
    private MemfsProcess server;
    private long numbers;
    private String step;

    private static final class Model {
        private byte[] bytes = {};
        private int nlink = 1;
        /** What stat(2) has shown since the last change, or null. */
        private Shown shown;

        void fill(int from, int to, int value) {
            resize(Math.max(bytes.length, to));
            Arrays.fill(bytes, from, to, (byte) value);
        }

        void resize(int size) {
            bytes = Arrays.copyOf(bytes, size);
            shown = null;
        }
    }

    private record Shown(long size, long nlink, long blocks, long mtime, long ctime) {}

    private record Open(FileActor actor, long number, Model file, int flags) {}

    private record Mapping(FileActor actor, long number, Model file, int length) {}

    @BeforeEach
    void mount() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
        server = MemfsProcess.mountThrough(List.of("prlimit", DESCRIPTORS), directory.path(), "-o",
                "profile=data,size=256m");
        assertThat(server.ready().get("settings").get("passthrough").asBoolean()).isTrue();
        actors.add(new FileActor(directory.path().toString()));
        actors.add(new FileActor(directory.path().toString()));
    }

    @AfterEach
    void unmount() throws IOException {
        actors.forEach(FileActor::close);
        if (server != null) {
            server.close();
        }
        directory.close();
    }

    @Test
    void twoProcessesSeeTheSame() throws IOException {
        for (int i = 0; i < OPERATIONS; i++) {
            step = "seed " + SEED + ", step " + i;
            try {
                operate(random.nextInt(NAMES));
            } catch (AssertionError e) {
                throw new AssertionError(step + ": " + e.getMessage(), e);
            }
        }
        for (int name : List.copyOf(names.keySet())) {
            check(name);
        }
    }

    private FileActor anyActor() {
        return actors.get(random.nextInt(actors.size()));
    }

    private void operate(int name) throws IOException {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> open(name);
            case 5, 6, 7 -> close();
            case 8, 9, 10, 11 -> write();
            case 12 -> map();
            case 13, 14 -> store();
            case 15 -> unmap();
            case 16 -> truncate(name);
            case 17 -> punchOrAllocate();
            case 18 -> rename(name, random.nextInt(NAMES));
            case 19 -> link(name, random.nextInt(NAMES));
            case 20 -> unlink(name);
            case 21 -> checkMappings();
            default -> check(name);
        }
    }

    private void open(int name) throws IOException {
        if (opens.size() >= MOST_OPEN) {
            return;
        }
        int access = List.of(O_RDONLY, O_WRONLY, O_RDWR, O_RDWR).get(random.nextInt(4));
        boolean cuts = access != O_RDONLY && random.nextInt(8) == 0;
        FileActor actor = anyActor();
        actor.act(Action.OPEN, ++numbers, name, access | O_CREAT | (cuts ? O_TRUNC : 0));
        Model file = names.computeIfAbsent(name, _ -> new Model());
        if (cuts) {
            file.resize(0);
        }
        opens.add(new Open(actor, numbers, file, access));
    }

    private void close() throws IOException {
        if (!opens.isEmpty()) {
            Open open = opens.remove(random.nextInt(opens.size()));
            open.actor.act(Action.CLOSE, open.number);
        }
    }

    private Open anyWritable() {
        List<Open> writable = opens.stream().filter(open -> open.flags != O_RDONLY).toList();
        return writable.isEmpty() ? null : writable.get(random.nextInt(writable.size()));
    }

    private int length() {
        return 1 + random.nextInt(random.nextBoolean() ? 200 : 9000);
    }

    private void write() throws IOException {
        Open open = anyWritable();
        if (open != null) {
            int length = length();
            int offset = random.nextBoolean()
                    ? Math.min(open.file.bytes.length, MOST_BYTES - length)
                    : random.nextInt(MOST_BYTES - length);
            int value = 1 + random.nextInt(100);
            open.actor.act(Action.WRITE, open.number, offset, length, value);
            open.file.fill(offset, offset + length, value);
        }
    }

    private void map() throws IOException {
        List<Open> candidates = opens.stream().filter(open -> open.flags == O_RDWR && open.file.bytes.length > 0)
                .toList();
        if (!candidates.isEmpty() && mappings.size() < MOST_MAPPED) {
            Open open = candidates.get(random.nextInt(candidates.size()));
            int length = open.file.bytes.length;
            open.actor.act(Action.MAP, ++numbers, open.number, length);
            mappings.add(new Mapping(open.actor, numbers, open.file, length));
        }
    }

    /** Past the end of the file there is SIGBUS. */
    private static int usable(Mapping mapping) {
        return Math.min(mapping.length, mapping.file.bytes.length);
    }

    private void store() throws IOException {
        if (mappings.isEmpty()) {
            return;
        }
        Mapping mapping = mappings.get(random.nextInt(mappings.size()));
        int end = usable(mapping);
        if (end > 0) {
            int offset = random.nextInt(end);
            int length = Math.min(end - offset, length());
            int value = 1 + random.nextInt(100);
            mapping.actor.act(Action.STORE, mapping.number, offset, length, value);
            mapping.file.fill(offset, offset + length, value);
        }
    }

    private void unmap() throws IOException {
        if (!mappings.isEmpty()) {
            Mapping mapping = mappings.remove(random.nextInt(mappings.size()));
            mapping.actor.act(Action.UNMAP, mapping.number);
            // Where the data is in the kernel's cache, pages are written back now, and the times are those.
            mapping.file.shown = null;
        }
    }

    private void truncate(int name) throws IOException {
        Model file = names.get(name);
        if (file != null) {
            int size = random.nextInt(3) == 0 ? 0 : random.nextInt(MOST_BYTES);
            anyActor().act(Action.TRUNCATE, name, size);
            file.resize(size);
        }
    }

    private void punchOrAllocate() throws IOException {
        Open open = anyWritable();
        if (open != null) {
            int length = length();
            int offset = random.nextInt(MOST_BYTES - length);
            open.file.shown = null;
            if (random.nextBoolean()) {
                open.actor.act(Action.ALLOCATE, open.number, offset, length);
                open.file.resize(Math.max(open.file.bytes.length, offset + length));
            } else {
                open.actor.act(Action.PUNCH, open.number, offset, length);
                int size = open.file.bytes.length;
                Arrays.fill(open.file.bytes, Math.min(offset, size), Math.min(offset + length, size), (byte) 0);
            }
        }
    }

    private void rename(int from, int to) throws IOException {
        Model file = names.get(from);
        if (file != null && names.get(to) != file) {
            anyActor().act(Action.RENAME, from, to);
            names.remove(from);
            replaced(names.put(to, file));
            file.shown = null;
        }
    }

    private static void replaced(Model file) {
        if (file != null) {
            file.nlink--;
            file.shown = null;
        }
    }

    private void link(int from, int to) throws IOException {
        Model file = names.get(from);
        if (file != null && !names.containsKey(to)) {
            anyActor().act(Action.LINK, from, to);
            names.put(to, file);
            file.nlink++;
            file.shown = null;
        }
    }

    private void unlink(int name) throws IOException {
        if (names.containsKey(name)) {
            anyActor().act(Action.UNLINK, name);
            replaced(names.remove(name));
        }
    }

    private void checkMappings() throws IOException {
        for (Mapping mapping : mappings) {
            int end = usable(mapping);
            byte[] found = mapping.actor.act(Action.LOAD, mapping.number, end);
            assertThat(Arrays.mismatch(found, 0, end, mapping.file.bytes, 0, end)).as("the first wrong byte mapped")
                    .isEqualTo(-1);
        }
    }

    /** By a new open of either process, and by stat(2), which shows the same as long as nothing changes. */
    private void check(int name) throws IOException {
        Model file = names.get(name);
        if (file == null) {
            return;
        }
        FileActor actor = anyActor();
        actor.act(Action.OPEN, ++numbers, name, O_RDONLY);
        byte[] found = actor.act(Action.READ, numbers, 0, MOST_BYTES + 1);
        actor.act(Action.CLOSE, numbers);
        assertThat(found.length).as("bytes of n" + name).isEqualTo(file.bytes.length);
        assertThat(Arrays.mismatch(found, file.bytes)).as("the first wrong byte of n" + name).isEqualTo(-1);
        Shown shown = stat(name);
        assertThat(shown.size).isEqualTo(file.bytes.length);
        assertThat(shown.nlink).isEqualTo(file.nlink);
        boolean mapped = mappings.stream().anyMatch(mapping -> mapping.file == file);
        if (file.shown != null && !mapped) {
            assertThat(shown).as("attributes of n" + name).isEqualTo(file.shown);
        }
        file.shown = shown;
    }

    private Shown stat(int name) throws IOException {
        ByteBuffer fields = ByteBuffer.wrap(anyActor().act(Action.STAT, name));
        return new Shown(fields.getLong(), fields.getLong(), fields.getLong(), fields.getLong(), fields.getLong());
    }
}
