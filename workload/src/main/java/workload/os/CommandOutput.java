package workload.os;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A command's standard output that keeps the reason of a failed write, which {@link PrintStream} discards. The command
 * continues without it, since results are in files, but its exit status isn't that of success.
 */
public final class CommandOutput extends OutputStream {
    /** 128 + SIGPIPE: how a shell reports a program that wrote to a closed pipe; {@code list | head -1} does. */
    private static final int BROKEN_PIPE = 141;
    private static final String BROKEN_PIPE_MESSAGE = "Broken pipe";

    private final OutputStream out;
    private volatile IOException failure;

    CommandOutput(OutputStream out) {
        this.out = out;
    }

    /** Replaces {@link System#out}; to be called before anything keeps a reference to that. */
    public static CommandOutput install() {
        CommandOutput output = new CommandOutput(new FileOutputStream(FileDescriptor.out));
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

    /** The exit status of a command that returned this status; prints a sentence if only its output was lost. */
    public int status(int status) {
        if (failure == null) {
            return status;
        }
        if (BROKEN_PIPE_MESSAGE.equals(failure.getMessage())) {
            return status == 0 ? BROKEN_PIPE : status;
        }
        System.err.println("benchmark.sh: Standard output can't be written (" + failure.getMessage()
                + "); send it somewhere else. Results that were written to files are whole.");
        return status == 0 ? 1 : status;
    }
}
