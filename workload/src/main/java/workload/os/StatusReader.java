package workload.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Figures in kB of one process ({@code /proc/PID/status}) or of the machine ({@code /proc/meminfo}), read again and again
 * from one open file into one buffer: sampling must not be the garbage that it measures.
 */
public final class StatusReader implements AutoCloseable {
    /** Longer than any such file: about 1.5 KiB, with many groups more. */
    private static final int CAPACITY = 16 * 1024;

    private final FileChannel file;
    private final ByteBuffer text = ByteBuffer.allocateDirect(CAPACITY);

    public StatusReader(long pid) throws IOException {
        this(Path.of("/proc", Long.toString(pid), "status"));
    }

    public StatusReader(Path status) throws IOException {
        file = FileChannel.open(status, StandardOpenOption.READ);
    }

    /** Reads the file anew; fails with ESRCH's IOException when the process is gone. */
    public void refresh() throws IOException {
        text.clear();
        long position = 0;
        int count;
        while (text.hasRemaining() && (count = file.read(text, position)) > 0) {
            position += count;
        }
        text.flip();
    }

    /** Bytes of a line such as {@code VmRSS:}, which counts in kB; 0 where the process has none (a zombie). */
    public long bytes(String field) {
        int start = find(field);
        return start < 0 ? 0 : number(start + field.length()) * 1024;
    }

    /** Whether there is such a line. */
    boolean has(String field) {
        return find(field) >= 0;
    }

    /** Where the line starts, -1 if there is none. */
    private int find(String field) {
        for (int start = 0; start < text.limit(); start = nextLine(start)) {
            if (startsWith(start, field)) {
                return start;
            }
        }
        return -1;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < text.limit() && text.get(at) != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean startsWith(int start, String field) {
        if (start + field.length() > text.limit()) {
            return false;
        }
        for (int i = 0; i < field.length(); i++) {
            if (text.get(start + i) != field.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        long value = 0;
        for (int at = from; at < text.limit() && text.get(at) != '\n'; at++) {
            byte digit = text.get(at);
            value = digit >= '0' && digit <= '9' ? value * 10 + digit - '0' : value;
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
