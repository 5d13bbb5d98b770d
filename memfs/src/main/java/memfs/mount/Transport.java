package memfs.mount;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The way requests come in. */
public enum Transport {
    /** The kernel's own protocol. */
    KERNEL(KernelTransport.NAMES, KernelTransport::of),
    /** jnr-fuse and libfuse 2. */
    JNR(JnrTransport.NAMES, JnrTransport::of);

    private final OptionNames names;
    private final BiFunction<String, RawOptions, TransportOptions> reader;

    Transport(OptionNames names, BiFunction<String, RawOptions, TransportOptions> reader) {
        this.names = names;
        this.reader = reader;
    }

    /** The transport of a name as in {@code -o transport=NAME}. */
    static Transport of(String name) {
        return Arrays.stream(values()).filter(transport -> transport.toString().equals(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no transport '" + name + "'; choose one of: "
                        + Arrays.stream(values()).map(Transport::toString).collect(Collectors.joining(", "))));
    }

    /** The options of this transport alone. */
    OptionNames names() {
        return names;
    }

    /**
     * Makes sense of this transport's options.
     *
     * @param name
     *            shown as the mount's source
     */
    TransportOptions read(String name, RawOptions raw) {
        return reader.apply(name, raw);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
