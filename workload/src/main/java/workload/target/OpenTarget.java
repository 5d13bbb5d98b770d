package workload.target;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;

import workload.os.Processes;
import workload.study.ServerMemory;
import workload.result.TargetSettings;

/** A file system that is there now and is gone after {@link #close()}. */
public interface OpenTarget extends AutoCloseable {

    /** The empty directory to work in. */
    Path directory();

    /** Whether the directory has the path that every target has: compilers write it into what they build. */
    default boolean atCommonPath() {
        return true;
    }

    /** The file system as it really is. */
    TargetSettings settings();

    /** The processes that serve it, or null where there are none. */
    default Processes server() {
        Long pid = settings().serverPid();
        return pid == null ? null : Processes.one(pid);
    }

    /**
     * Asks for the bytes of memory that the file system holds outside of a server, or null where the server's own memory
     * tells, or nobody.
     */
    default LongSupplier heldBytes() {
        return null;
    }

    /**
     * Asks the server for the requests that it has served so far, by opcode; null where there is no server that counts.
     *
     * @throws IOException
     *             when it doesn't answer
     */
    default Map<String, Long> messages() throws IOException {
        return null;
    }

    /**
     * Asks the server for everything that it has counted so far; null where there is no server.
     *
     * @throws IOException
     *             when it doesn't answer
     */
    default ServerCounts counts() throws IOException {
        return null;
    }

    /**
     * Asks the server where its memory is; null where there is no server.
     *
     * @throws IOException
     *             when it doesn't answer
     */
    default ServerMemory memory() throws IOException {
        return null;
    }

    /** Runs an action when the file system's server ends, however it does; without a server never. */
    default void onEnd(Runnable action) {}

    /** Ends a server by force, so that a call that hangs in its file system returns with an error. */
    default void abort() {}

    /**
     * Ends the file system with all that it holds; nothing is left mounted.
     *
     * @throws TargetException
     *             when it did not end in good order, even if what was left could be removed
     */
    @Override
    void close() throws TargetException;
}
