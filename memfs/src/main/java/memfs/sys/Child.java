package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * A child process whose arguments may have any bytes, and which can inherit one descriptor more than 0 to 2:
 * {@link ProcessBuilder} supports neither.
 */
final class Child {
    private static final int O_CLOEXEC = 02000000;
    private static final int STANDARD_ERROR = 2;
    private static final int BUFFER_SIZE = 4096;
    /** Larger than {@code posix_spawn_file_actions_t} everywhere (glibc: 80 bytes). */
    private static final long FILE_ACTIONS_SIZE = 256;

    private static final MethodHandle PIPE2 = Native.function("pipe2");
    private static final MethodHandle WAITPID = Native.function("waitpid");
    private static final MethodHandle POSIX_SPAWN = Native.function("posix_spawn");
    private static final MethodHandle ACTIONS_INIT = Native.function("posix_spawn_file_actions_init");
    private static final MethodHandle ACTIONS_ADDDUP2 = Native.function("posix_spawn_file_actions_adddup2");
    private static final MethodHandle ACTIONS_DESTROY = Native.function("posix_spawn_file_actions_destroy");

    private final int pid;
    private final int errors;

    /**
     * How it ended.
     *
     * @param succeeded
     *            its exit status was 0
     * @param errorOutput
     *            what it wrote to its standard error
     */
    record End(boolean succeeded, String errorOutput) {}

    private Child(int pid, int errors) {
        this.pid = pid;
        this.errors = errors;
    }

    /** As {@link #start(List, String, int)}, without a descriptor. */
    static Child start(List<String> command) throws IOException {
        return start(command, environment().toList(), STANDARD_ERROR);
    }

    /**
     * Starts a program; posix_spawn(3).
     *
     * @param command
     *            the program's path and its arguments
     * @param variable
     *            of the child's environment, which holds the descriptor's number
     * @throws IOException
     *             it can't be executed
     * @throws ErrnoException
     *             EMFILE, ENFILE
     */
    static Child start(List<String> command, String variable, int descriptor) throws IOException {
        String value = variable + "=" + descriptor;
        Stream<String> others = environment().filter(entry -> !entry.startsWith(variable + "="));
        return start(command, Stream.concat(others, Stream.of(value)).toList(), descriptor);
    }

    private static Child start(List<String> command, List<String> environment, int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pipe = pipe(arena);
            int readEnd = pipe.getAtIndex(JAVA_INT, 0);
            int writeEnd = pipe.getAtIndex(JAVA_INT, 1);
            MemorySegment pid = arena.allocate(JAVA_INT);
            int failure = spawn(arena, pid, command, environment, descriptor, writeEnd);
            Libc.close(writeEnd);
            if (failure != 0) {
                Libc.close(readEnd);
                throw new IOException(command.getFirst() + " can't be executed (" + Errno.of(failure)
                        + "); check its permissions");
            }
            return new Child(pid.get(JAVA_INT, 0), readEnd);
        }
    }

    private static MemorySegment pipe(Arena arena) {
        MemorySegment pipe = arena.allocate(JAVA_INT, 2);
        Native.checked(PIPE2, pipe.address(), O_CLOEXEC);
        return pipe;
    }

    private static Stream<String> environment() {
        return System.getenv().entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
    }

    /** An error number, or 0. */
    private static int spawn(Arena arena, MemorySegment pid, List<String> command, List<String> environment,
            int descriptor, int errors) {
        long actions = arena.allocate(FILE_ACTIONS_SIZE, Long.BYTES).address();
        Native.unchecked(ACTIONS_INIT, actions);
        // Onto itself, upon which posix_spawn clears its close-on-exec flag.
        Native.unchecked(ACTIONS_ADDDUP2, actions, descriptor, descriptor);
        Native.unchecked(ACTIONS_ADDDUP2, actions, errors, STANDARD_ERROR);
        MemorySegment arguments = strings(arena, command);
        int failure = Native.unchecked(POSIX_SPAWN, pid.address(), arguments.get(JAVA_LONG, 0), actions, 0,
                arguments.address(), strings(arena, environment).address());
        Native.unchecked(ACTIONS_DESTROY, actions);
        return failure;
    }

    /** An array of C strings, with a null pointer at its end. */
    private static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(JAVA_LONG, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(JAVA_LONG, i, Native.cString(arena, FileNames.encode(texts.get(i))));
        }
        return array;
    }

    /** Waits for its end; waitpid(2). */
    End awaitEnd() {
        String errorOutput = readErrors();
        Libc.close(errors);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            MemorySegment status = arena.allocate(JAVA_INT);
            int waited;
            do {
                waited = (int) Native.call(WAITPID, state, pid, status.address());
            } while (waited == -1 && Native.errno(state) == Errno.EINTR.number());
            return new End(waited == pid && status.get(JAVA_INT, 0) == 0, errorOutput.strip());
        }
    }

    private String readErrors() {
        ByteArrayOutputStream errorOutput = new ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined()) {
            DeviceIo io = new DeviceIo(arena);
            MemorySegment buffer = arena.allocate(BUFFER_SIZE);
            int length = io.read(errors, buffer);
            while (length > 0 || length == -Errno.EINTR.number()) {
                errorOutput.writeBytes(buffer.asSlice(0, Math.max(0, length)).toArray(JAVA_BYTE));
                length = io.read(errors, buffer);
            }
        }
        return errorOutput.toString(StandardCharsets.UTF_8);
    }
}
