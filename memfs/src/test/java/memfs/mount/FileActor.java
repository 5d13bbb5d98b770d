package memfs.mount;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import memfs.posix.Stat;
import memfs.testing.Posix;

/** A process that opens, maps and changes files as {@link PassthroughModelIT} tells it, over its standard input and output. */
final class FileActor implements AutoCloseable {
    /** What it can do; the arguments of each are in {@link #act}. */
    enum Action {
        OPEN, CLOSE, WRITE, READ, MAP, STORE, LOAD, UNMAP, TRUNCATE, PUNCH, ALLOCATE, RENAME, LINK, UNLINK, STAT
    }

    private final Process process;
    private final DataOutputStream commands;
    private final DataInputStream replies;

    FileActor(String directory) throws IOException {
        process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                FileActor.class.getName(), directory).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        replies = new DataInputStream(process.getInputStream());
    }

    /** @throws AssertionError
     *             a call failed there */
    byte[] act(Action action, long... arguments) throws IOException {
        commands.writeByte(action.ordinal());
        commands.writeByte(arguments.length);
        for (long argument : arguments) {
            commands.writeLong(argument);
        }
        commands.flush();
        String failure = replies.readUTF();
        if (!failure.isEmpty()) {
            throw new AssertionError(action + ": " + failure);
        }
        return replies.readNBytes(replies.readInt());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        DataInputStream commands = new DataInputStream(System.in);
        DataOutputStream replies = new DataOutputStream(new BufferedOutputStream(System.out));
        Served files = new Served(arguments[0]);
        for (int action = commands.read(); action >= 0; action = commands.read()) {
            long[] values = new long[commands.readByte()];
            for (int i = 0; i < values.length; i++) {
                values[i] = commands.readLong();
            }
            try {
                byte[] reply = files.act(Action.values()[action], values);
                replies.writeUTF("");
                replies.writeInt(reply.length);
                replies.write(reply);
            } catch (RuntimeException | Error e) {
                replies.writeUTF(e.toString());
            }
            replies.flush();
        }
    }

    /** The files that it has open or mapped, by numbers that the test chooses. */
    private static final class Served {
        private static final byte[] NOTHING = {};

        private final String directory;
        private final Map<Long, Integer> open = new HashMap<>();
        private final Map<Long, MemorySegment> mapped = new HashMap<>();

        Served(String directory) {
            this.directory = directory;
        }

        private String path(long name) {
            return directory + "/n" + name;
        }

        private static byte[] fill(long length, long value) {
            byte[] bytes = new byte[(int) length];
            Arrays.fill(bytes, (byte) value);
            return bytes;
        }

        byte[] act(Action action, long[] a) {
            switch (action) {
                case OPEN -> open.put(a[0], Posix.open(path(a[1]), (int) a[2], 0644));
                case CLOSE -> Posix.close(open.remove(a[0]));
                case WRITE -> expect(a[2], Posix.pwrite(open.get(a[0]), fill(a[2], a[3]), a[1]));
                case READ -> {
                    return Posix.pread(open.get(a[0]), (int) a[2], a[1]);
                }
                case MAP -> mapped.put(a[0], Posix.mmap(open.get(a[1]), a[2], 0));
                case STORE -> mapped.get(a[0]).asSlice(a[1], a[2]).fill((byte) a[3]);
                case LOAD -> {
                    return mapped.get(a[0]).asSlice(0, a[1]).toArray(JAVA_BYTE);
                }
                case UNMAP -> Posix.munmap(mapped.remove(a[0]));
                case TRUNCATE -> Posix.truncate(path(a[0]), a[1]);
                case PUNCH -> Posix.fallocate(open.get(a[0]), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, a[1], a[2]);
                case ALLOCATE -> Posix.fallocate(open.get(a[0]), 0, a[1], a[2]);
                case RENAME -> Posix.rename(path(a[0]), path(a[1]));
                case LINK -> Posix.link(path(a[0]), path(a[1]));
                case UNLINK -> Posix.unlink(path(a[0]));
                case STAT -> {
                    return stat(Posix.lstat(path(a[0])));
                }
            }
            return NOTHING;
        }

        private static void expect(long length, long done) {
            if (length != done) {
                throw new AssertionError(done + " of " + length + " bytes");
            }
        }

        private static byte[] stat(Stat stat) {
            return ByteBuffer.allocate(5 * Long.BYTES).putLong(stat.size()).putLong(stat.nlink())
                    .putLong(stat.blocks()).putLong(stat.mtime().toNanos()).putLong(stat.ctime().toNanos()).array();
        }
    }
}
