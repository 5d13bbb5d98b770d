package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * One io_uring for commands to a device, by raw system calls; io_uring(7), {@code include/uapi/linux/io_uring.h}.
 *
 * <p>
 * One thread's own: the kernel completes commands in the context of the thread that submitted them, and cancels them when
 * that thread ends.
 */
public final class IoUring implements AutoCloseable {
    private static final int SYS_IO_URING_SETUP = 425;
    private static final int SYS_IO_URING_ENTER = 426;

    private static final int SETUP_SUBMIT_ALL = 1 << 7;
    private static final int SETUP_SQE128 = 1 << 10;
    private static final int FEAT_SINGLE_MMAP = 1;
    private static final int ENTER_GETEVENTS = 1;

    private static final int OP_READ = 22;
    private static final int OP_URING_CMD = 46;

    /** {@code struct io_uring_params}. */
    private static final int PARAMS_BYTES = 120;
    private static final int PARAMS_FLAGS = 8;
    private static final int PARAMS_FEATURES = 20;
    private static final int SQ_OFFSETS = 40;
    private static final int CQ_OFFSETS = 80;
    /** {@code struct io_sqring_offsets} and {@code io_cqring_offsets}. */
    private static final int HEAD = 0;
    private static final int TAIL = 4;
    private static final int MASK = 8;
    private static final int SQ_ARRAY = 24;
    private static final int CQ_CQES = 20;

    private static final long OFFSET_RINGS = 0;
    private static final long OFFSET_SQES = 0x10000000L;

    /** {@code struct io_uring_sqe} with SQE128, and {@code io_uring_cqe}. */
    private static final int SQE_BYTES = 128;
    private static final int CQE_BYTES = 16;
    private static final int SQE_OPCODE = 0;
    private static final int SQE_FD = 4;
    private static final int SQE_CMD_OP = 8;
    private static final int SQE_ADDRESS = 16;
    private static final int SQE_LENGTH = 24;
    private static final int SQE_USER_DATA = 32;
    private static final int CQE_RESULT = 8;

    /** Where the device's own part of a command begins in its entry, and how long it is, bytes. */
    public static final int COMMAND = 48;
    public static final int COMMAND_BYTES = 80;

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final MethodHandle SYSCALL = Native.function("syscall");

    private final int fd;
    private final MemorySegment state;
    private final MemorySegment rings;
    private final MemorySegment sqes;
    private final long sqHead;
    private final long sqTail;
    private final long sqArray;
    private final int sqMask;
    private final long cqHead;
    private final long cqTail;
    private final long cqes;
    private final int cqMask;
    private int submitted;
    private int taken;
    private long userData;
    private int result;

    /**
     * Sets a ring up; io_uring_setup(2).
     *
     * @param entries
     *            most commands that are submitted at once
     * @param arena
     *            owns the place where errno is left
     * @throws ErrnoException
     *             ENOSYS (kernel without io_uring, or a seccomp filter), EPERM (kernel.io_uring_disabled), ENOMEM (RLIMIT_MEMLOCK
     *             before Linux 5.12), EMFILE, EINVAL (before 5.19: no SQE128)
     */
    public IoUring(int entries, Arena arena) {
        state = Native.callState(arena);
        MemorySegment params = arena.allocate(PARAMS_BYTES, Long.BYTES);
        params.set(JAVA_INT, PARAMS_FLAGS, SETUP_SQE128 | SETUP_SUBMIT_ALL);
        fd = (int) Native.call(SYSCALL, state, SYS_IO_URING_SETUP, entries, params.address());
        Native.check(fd, state);
        try {
            sqArray = offset(params, SQ_OFFSETS + SQ_ARRAY);
            cqes = offset(params, CQ_OFFSETS + CQ_CQES);
            rings = mapRings(params);
            sqes = mapEntries(params);
        } catch (ErrnoException e) {
            Libc.close(fd);
            throw e;
        }
        sqHead = offset(params, SQ_OFFSETS + HEAD);
        sqTail = offset(params, SQ_OFFSETS + TAIL);
        sqMask = rings.get(JAVA_INT, offset(params, SQ_OFFSETS + MASK));
        cqHead = offset(params, CQ_OFFSETS + HEAD);
        cqTail = offset(params, CQ_OFFSETS + TAIL);
        cqMask = rings.get(JAVA_INT, offset(params, CQ_OFFSETS + MASK));
    }

    /** Both queues in one mapping, as since Linux 5.4. */
    private MemorySegment mapRings(MemorySegment params) {
        if ((params.get(JAVA_INT, PARAMS_FEATURES) & FEAT_SINGLE_MMAP) == 0) {
            throw Errno.ENOSYS.exception();
        }
        long sqBytes = sqArray + (long) params.get(JAVA_INT, 0) * Integer.BYTES;
        long cqBytes = cqes + (long) params.get(JAVA_INT, Integer.BYTES) * CQE_BYTES;
        return Memory.mapShared(Math.max(sqBytes, cqBytes), fd, OFFSET_RINGS);
    }

    private MemorySegment mapEntries(MemorySegment params) {
        try {
            return Memory.mapShared((long) params.get(JAVA_INT, 0) * SQE_BYTES, fd, OFFSET_SQES);
        } catch (ErrnoException e) {
            Memory.unmap(rings);
            throw e;
        }
    }

    private static long offset(MemorySegment params, int field) {
        return params.get(JAVA_INT, field);
    }

    /**
     * Makes an entry a command to a device.
     *
     * @param index
     *            of the entry; also what {@link #userData} returns for it
     * @return the device's own part of the command, {@value #COMMAND_BYTES} bytes of zeros
     */
    public MemorySegment prepareCommand(int index, int device, int operation, MemorySegment vectors, int vectorCount) {
        long at = prepare(index, OP_URING_CMD, device, vectors, vectorCount);
        setOperation(index, operation);
        return sqes.asSlice(at + COMMAND, COMMAND_BYTES);
    }

    /** Changes the operation of a command; the rest of its entry stays. */
    public void setOperation(int index, int operation) {
        sqes.set(JAVA_INT, (long) index * SQE_BYTES + SQE_CMD_OP, operation);
    }

    /** Makes an entry a read(2) of a descriptor's next bytes. */
    public void prepareRead(int index, int descriptor, MemorySegment target) {
        prepare(index, OP_READ, descriptor, target, (int) target.byteSize());
    }

    private long prepare(int index, int opcode, int descriptor, MemorySegment memory, int length) {
        long at = (long) index * SQE_BYTES;
        sqes.asSlice(at, SQE_BYTES).fill((byte) 0);
        sqes.set(ValueLayout.JAVA_BYTE, at + SQE_OPCODE, (byte) opcode);
        sqes.set(JAVA_INT, at + SQE_FD, descriptor);
        sqes.set(JAVA_LONG, at + SQE_ADDRESS, memory.address());
        sqes.set(JAVA_INT, at + SQE_LENGTH, length);
        sqes.set(JAVA_LONG, at + SQE_USER_DATA, index);
        return at;
    }

    /** Queues a prepared entry; {@link #enter} hands it to the kernel. */
    public void submit(int index) {
        rings.set(JAVA_INT, sqArray + (long) (submitted & sqMask) * Integer.BYTES, index);
        submitted++;
        INT.setRelease(rings, sqTail, submitted);
    }

    /**
     * Hands what was submitted to the kernel, and waits for completions; io_uring_enter(2).
     *
     * @param completions
     *            how many must be there before it returns, 0 not to wait
     * @return 0 or more, or a negative errno: EINTR, and EBADFD and the like, which are final
     */
    public int enter(int completions) {
        try {
            long count = (long) SYSCALL.invokeExact(state, (long) SYS_IO_URING_ENTER, (long) fd, (long) pending(),
                    (long) completions, (long) ENTER_GETEVENTS, 0L);
            return count >= 0 ? (int) count : -Native.errno(state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** Entries that were submitted and that the kernel hasn't taken yet. */
    public int pending() {
        return submitted - (int) INT.getAcquire(rings, sqHead);
    }

    /** Takes the next completion; false where there is none. */
    public boolean next() {
        if (taken == (int) INT.getAcquire(rings, cqTail)) {
            return false;
        }
        long at = cqes + (long) (taken & cqMask) * CQE_BYTES;
        userData = rings.get(JAVA_LONG, at);
        result = rings.get(JAVA_INT, at + CQE_RESULT);
        taken++;
        INT.setRelease(rings, cqHead, taken);
        return true;
    }

    /** The index of the entry that {@link #next} found completed. */
    public int userData() {
        return (int) userData;
    }

    /** Its result: 0 or more, or a negative errno. */
    public int result() {
        return result;
    }

    /** Cancels what is under way; the memory of the commands must stay until this returns. */
    @Override
    public void close() {
        Memory.unmap(sqes);
        Memory.unmap(rings);
        Libc.close(fd);
    }
}
