package memfs.kernel;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes of a request one that no kernel would send: bits flipped, fields replaced, cut, extended, spliced with another. */
final class RequestMutator {
    /** Bytes that hold a header and almost every struct: changes are worth most there. */
    private static final int STRUCTS = 128;
    private static final int OPCODES = 56;
    private static final int LONGEST_TAIL = 300;
    private static final int MOST_CHANGES = 4;

    private final RandomGenerator random;
    private final RequestGenerator generator;
    private byte[] previous = {};

    RequestMutator(RandomGenerator random, RequestGenerator generator) {
        this.random = random;
        this.generator = generator;
    }

    byte[] mutate(byte[] request) {
        byte[] mutant = request.clone();
        for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0 && mutant.length > 0; left--) {
            mutant = change(mutant);
        }
        previous = request;
        return mutant;
    }

    private byte[] change(byte[] mutant) {
        switch (random.nextInt(10)) {
            case 0 -> mutant[anywhere(mutant)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[anywhere(mutant)] = (byte) random.nextInt();
            case 2, 3 -> setField(mutant, Integer.BYTES);
            case 4, 5 -> setField(mutant, Long.BYTES);
            case 6 -> setOpcode(mutant);
            case 7 -> {
                return withHonestLength(Arrays.copyOf(mutant, random.nextInt(mutant.length + 1)));
            }
            case 8 -> {
                return withHonestLength(extended(mutant));
            }
            default -> {
                return withHonestLength(spliced(mutant));
            }
        }
        return mutant;
    }

    private int anywhere(byte[] mutant) {
        return random.nextInt(random.nextInt(4) == 0 ? mutant.length : Math.min(mutant.length, STRUCTS));
    }

    private void setField(byte[] mutant, int size) {
        int at = anywhere(mutant) & -size;
        if (at + size > mutant.length) {
            return;
        }
        if (size == Integer.BYTES) {
            Bytes.setU32(mutant, at, generator.number());
        } else {
            Bytes.setU64(mutant, at, random.nextBoolean() ? generator.number() : generator.node());
        }
    }

    private void setOpcode(byte[] mutant) {
        if (mutant.length >= Requests.HEADER_SIZE) {
            Bytes.setU32(mutant, 4, random.nextInt(OPCODES));
        }
    }

    private byte[] extended(byte[] mutant) {
        byte[] tail = new byte[random.nextInt(LONGEST_TAIL)];
        random.nextBytes(tail);
        return Bytes.of().raw(mutant).raw(tail).toArray();
    }

    /** The start of this one and the end of the one before. */
    private byte[] spliced(byte[] mutant) {
        int cut = random.nextInt(mutant.length + 1);
        byte[] tail = cut < previous.length ? Arrays.copyOfRange(previous, cut, previous.length) : new byte[0];
        return Bytes.of().raw(Arrays.copyOf(mutant, cut)).raw(tail).toArray();
    }

    /** Most changes of the length would else be caught by the first check; some shall be. */
    private byte[] withHonestLength(byte[] mutant) {
        if (mutant.length >= Integer.BYTES && random.nextInt(8) != 0) {
            Bytes.setU32(mutant, 0, mutant.length);
        }
        return mutant;
    }
}
