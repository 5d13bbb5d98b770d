package memfs.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads the standard input to its end, on a thread of its own.
 *
 * <p>
 * A channel, since its close wakes the thread: at its exit the JVM waits 300 ms for a thread that is in a system call
 * ({@code VM_Exit::wait_for_threads_in_native_to_block}).
 */
final class StandardInput implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StandardInput.class.getName());
    private static final int BUFFER_BYTES = 256;

    private final FileChannel input = new FileInputStream(FileDescriptor.in).getChannel();

    /**
     * Starts to read, and discards the input.
     *
     * @param ended
     *            called at the end, and at a failure or {@link #close}
     */
    StandardInput(Runnable ended) {
        Thread.ofPlatform().name("stdin").daemon().start(() -> {
            drain();
            ended.run();
        });
    }

    private void drain() {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (input.read(bytes) >= 0) {
                bytes.clear();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the standard input failed; treated as its end", e);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the standard input can't be closed", e);
        }
    }
}
