package memfs.mount;

/**
 * The default of a mount option, as its value is written, or in words where it is computed.
 *
 * @param kernel
 *            null where the kernel transport has no such option
 * @param jnr
 *            null where the jnr transport has no such option
 * @param since
 *            the first profile that switches a feature on; null for none, and for an option that is no feature
 */
record OptionDefault(String kernel, String jnr, Profile since) {
    static final String ON = "on";
    static final String OFF = "off";

    static OptionDefault both(String text) {
        return each(text, text);
    }

    static OptionDefault each(String kernel, String jnr) {
        return new OptionDefault(kernel, jnr, null);
    }

    static OptionDefault kernel(String text) {
        return each(text, null);
    }

    static OptionDefault jnr(String text) {
        return each(null, text);
    }

    /** Of a feature of the kernel transport. */
    static OptionDefault since(Profile profile) {
        return new OptionDefault(Profile.DEFAULT.includes(profile) ? ON : OFF, null, profile);
    }

    OptionDefault withJnr(String text) {
        return new OptionDefault(kernel, text, since);
    }

    String of(Transport transport) {
        return switch (transport) {
            case KERNEL -> kernel;
            case JNR -> jnr;
        };
    }

    /** How the kernel transport's differs in another profile than the default one; empty where it doesn't. */
    String exception() {
        if (since == null || since == Profile.SAFE) {
            return "";
        }
        return switch (since) {
            case FAST -> ", fast: on";
            case DATA -> ", data: on";
            default -> ", safe: off";
        };
    }
}
