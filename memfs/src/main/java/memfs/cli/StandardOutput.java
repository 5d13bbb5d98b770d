package memfs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** The standard output with the reason why it can't be written, which {@link PrintStream} swallows. */
final class StandardOutput extends OutputStream {
    /** 128 + SIGPIPE: how a shell reports a program that wrote to a closed pipe; {@code memfs --help | head -1} does. */
    private static final int BROKEN_PIPE = 141;
    private static final String BROKEN_PIPE_MESSAGE = "Broken pipe";

    private final OutputStream out;
    private IOException failure;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Takes the place of {@link System#out}. */
    static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output, false, System.out.charset()));
        return output;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The status of a command that ended with another one: that is no success when its output is lost. */
    int status(int status) {
        if (status != 0 || failure == null) {
            return status;
        }
        if (BROKEN_PIPE_MESSAGE.equals(failure.getMessage())) {
            return BROKEN_PIPE;
        }
        System.err.println("memfs: standard output can't be written (" + failure.getMessage()
                + "); send it somewhere else.");
        return 1;
    }
}
