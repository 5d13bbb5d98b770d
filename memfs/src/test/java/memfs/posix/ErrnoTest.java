package memfs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrnoTest {
    private static final Path HEADERS = Path.of("/usr/include/asm-generic");
    private static final Pattern DEFINITION = Pattern.compile("#define\\s+(E\\w+)\\s+(\\d+)\\b.*");
    /** asm-generic leaves them out: EWOULDBLOCK and EDEADLOCK stood there. */
    private static final int[] UNUSED = {41, 58};
    private static final int LAST = 133;

    @ParameterizedTest
    @ValueSource(strings = {"errno-base.h", "errno.h"})
    void everyErrorOfTheKernelsHeaderHasItsOwnNameAndNumber(String header) throws IOException {
        assumeTrue(Files.exists(HEADERS), "the kernel's headers aren't installed: linux-libc-dev");
        for (String line : Files.readAllLines(HEADERS.resolve(header))) {
            Matcher definition = DEFINITION.matcher(line);
            if (definition.matches()) {
                int number = Integer.parseInt(definition.group(2));
                assertThat(Errno.of(number).name()).isEqualTo(definition.group(1));
                assertThat(Errno.of(number).number()).isEqualTo(number);
            }
        }
    }

    @Test
    void noNumberIsMissing() {
        assertThat(IntStream.rangeClosed(1, LAST).filter(number -> Errno.of(number).number() != number))
                .containsExactly(UNUSED[0], UNUSED[1]);
    }

    /** ERESTARTSYS and its like never leave the kernel. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 512, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void whatIsNoErrorOfUserSpaceIsAnIoError(int number) {
        assertThat(Errno.of(number)).isEqualTo(Errno.EIO);
    }
}
