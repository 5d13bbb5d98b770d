package memfs.mount;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The way requests come in. */
public enum Transport {
    /** The kernel's own protocol. */
    KERNEL(KernelTransport::of),
    /** jnr-fuse and libfuse 2. */
    JNR(JnrTransport::of);

    private final BiFunction<String, RawOptions, TransportOptions> reader;

    Transport(BiFunction<String, RawOptions, TransportOptions> reader) {
        this.reader = reader;
    }

    /** The transport of a name as in {@code -o transport=NAME}. */
    static Transport of(String name) {
        return Arrays.stream(values()).filter(transport -> transport.toString().equals(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no transport '" + name + "'; choose one of: "
                        + Arrays.stream(values()).map(Transport::toString).collect(Collectors.joining(", "))));
    }

    /**
     * Interprets this transport's options.
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
