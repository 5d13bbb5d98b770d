package memfs.store;

import java.nio.charset.StandardCharsets;

/** Names with chosen hashes, which no user can choose. */
public final class NamesWithHash {
    private NamesWithHash() {}

    public static KeptName of(String text, int hash) {
        return new KeptName(text.getBytes(StandardCharsets.UTF_8), hash);
    }
}
