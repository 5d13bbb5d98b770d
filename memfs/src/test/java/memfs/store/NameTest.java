package memfs.store;

import static memfs.store.StoreFixture.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

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
}
