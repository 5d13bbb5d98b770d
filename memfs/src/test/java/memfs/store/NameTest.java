package memfs.store;

import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import memfs.posix.Errno;

class NameTest {

    @Test
    void lengthsAreLimited() {
        assertThat(Name.of("x".repeat(255)).length()).isEqualTo(255);
        assertErrno(Errno.ENAMETOOLONG, () -> Name.of("x".repeat(256)));
        assertErrno(Errno.ENAMETOOLONG, () -> Name.of(MemorySegment.ofArray(new byte[256])));
        assertErrno(Errno.ENOENT, () -> Name.of(""));
    }

    @Test
    void separatorsAndNulAreNoPartOfAName() {
        assertErrno(Errno.EINVAL, () -> Name.of("a/b"));
        assertErrno(Errno.EINVAL, () -> Name.of("a\0b"));
    }

    @Test
    void bytesNeedNotBeText() {
        byte[] bytes = {(byte) 0xff, 'a', (byte) 0xc0};

        assertThat(Name.of(bytes, 0, 3).toBytes()).isEqualTo(bytes);
        assertThat(Name.of(bytes, 0, 3)).isNotEqualTo(Name.of(new byte[]{(byte) 0xfe, 'a', (byte) 0xc0}, 0, 3));
    }

    @Test
    void everyWayToMakeOneIsEqual() {
        byte[] bytes = "..name".getBytes(StandardCharsets.UTF_8);

        assertThat(Name.of(MemorySegment.ofArray(bytes).asSlice(2))).isEqualTo(Name.of("name"))
                .hasSameHashCodeAs(Name.of(bytes, 2, 6));
        assertThat(Name.of("name").startsWith(Name.of("na"))).isTrue();
        assertThat(Name.of("name").startsWith(Name.of("names"))).isFalse();
    }

    /**
     * Hashes that are sums of powers of a multiplier seldom differ for these, whatever it is: the products of Thue-Morse
     * polynomials are multiples of 2^53 at every odd number.
     */
    @Test
    void namesThatMeetInEverySumOfPowersDontMeetHere() {
        int[] polynomial = thueMorse(thueMorse(new int[]{1}, 5), 7);
        var names = new HashSet<Name>();
        var hashes = new HashSet<Integer>();
        for (int first = 0; first + polynomial.length < Name.MAX_LENGTH; first++) {
            for (int second = first + 1; second + polynomial.length < Name.MAX_LENGTH; second++) {
                sum(polynomial, first, second).ifPresent(name -> {
                    names.add(name);
                    hashes.add(name.hashCode());
                });
            }
        }

        assertThat(names).hasSizeGreaterThan(3_000);
        assertThat(hashes).hasSizeGreaterThan(names.size() - 50);
    }

    /** Times (x - 1)(x^2 - 1)(x^4 - 1) ..., so many factors. */
    private static int[] thueMorse(int[] polynomial, int factors) {
        int[] product = polynomial;
        for (int factor = 0; factor < factors; factor++) {
            int degree = 1 << factor;
            int[] next = new int[product.length + degree];
            for (int i = 0; i < product.length; i++) {
                next[i + degree] += product[i];
                next[i] -= product[i];
            }
            product = next;
        }
        return product;
    }

    /** The polynomial added to a name at two places, as far as bytes go. */
    private static Optional<Name> sum(int[] polynomial, int first, int second) {
        int[] sums = new int[Name.MAX_LENGTH];
        Arrays.fill(sums, -64);
        for (int i = 0; i < polynomial.length; i++) {
            sums[first + i] += polynomial[i];
            sums[second + i] += polynomial[i];
        }
        byte[] bytes = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            bytes[i] = (byte) sums[i];
            if (sums[i] != bytes[i] || sums[i] == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(Name.of(bytes, 0, bytes.length));
    }
}
