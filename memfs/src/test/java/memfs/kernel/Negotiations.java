package memfs.kernel;

import memfs.kernel.protocol.Abi;
import java.util.List;

import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** What is negotiated with the newest kernel known, which offers every flag. */
public final class Negotiations {
    private Negotiations() {}

    /** Names of the flags that the reply to INIT asks for. */
    public static List<String> flags(KernelOptions options) {
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                options)) {
            kernel.ask(new Requests().initExtended(Abi.NEWEST_MINOR, -1, -1));
            return kernel.connection().negotiated().flags();
        }
    }
}
