package memfs.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.kernel.LogCapture;
import memfs.posix.Errno;

/** What an errno of /dev/fuse means: fuse_dev_do_read() in fs/fuse/dev.c. */
class DeviceFileTest {

    /** ECONNABORTED: the connection ended between two steps of taking a request. */
    @ParameterizedTest
    @EnumSource(value = Errno.class, names = {"ENODEV", "ECONNABORTED"})
    void theEndOfTheConnectionIsNoFailure(Errno errno) {
        try (LogCapture log = new LogCapture()) {
            assertThat(DeviceFile.failed(errno.number())).isEqualTo(RequestQueue.GONE);
            assertThat(log.records()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Errno.class, names = {"ENOENT", "EINTR", "EAGAIN", "ENOMEM"})
    void aRequestThatWasWithdrawnIsNoEnd(Errno errno) {
        try (LogCapture log = new LogCapture()) {
            assertThat(DeviceFile.failed(errno.number())).isEqualTo(RequestQueue.AGAIN);
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    void whatIsNotExpectedIsLogged() {
        try (LogCapture log = new LogCapture()) {
            assertThat(DeviceFile.failed(Errno.EINVAL.number())).isEqualTo(RequestQueue.GONE);
            assertThat(log.records()).singleElement()
                    .satisfies(logged -> assertThat(logged.getLevel()).isEqualTo(Level.SEVERE))
                    .satisfies(logged -> assertThat(logged.getParameters()).contains(Errno.EINVAL));
        }
    }
}
