package benchmarks.client;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One client thread on the mount, bound to its core where it is asked. */
@State(Scope.Thread)
public class Client {
    /** Labels in JMH's results; the fork itself needs to know neither. */
    @Param("-")
    public String target;
    @Param("-")
    public String variant;

    final ClientSettings settings = ClientSettings.read();
    final Syscalls calls = new Syscalls();

    /** JMH sets up a thread's state in that very thread. */
    @Setup(Level.Trial)
    public void pin() {
        settings.core().ifPresent(calls::pin);
    }

    Path file(String name) {
        return settings.directory().resolve(name);
    }

    MemorySegment path(String name) {
        return calls.path(file(name));
    }

    @TearDown(Level.Trial)
    public void close() {
        calls.close();
    }
}
