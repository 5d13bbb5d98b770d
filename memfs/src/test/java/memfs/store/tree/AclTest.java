package memfs.store.tree;

import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.posix.Errno;
import memfs.store.xattr.Acl;
import memfs.testing.AclText;

/** The rules of fs/posix_acl.c. */
class AclTest {
    private static final String NAMED = "u::rwx,u:1000:rw-,g::r-x,g:5:rwx,m::rwx,o::r--";

    private static Acl acl(String text) {
        return Acl.of(AclText.value(text));
    }

    private static String text(Acl acl) {
        return AclText.text(acl.toBytes());
    }

    private static int octal(String mode) {
        return Integer.parseInt(mode, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u::rw-,g::r--,o::---", "u::rw-,g::r--,m::r--,o::---",
            "u::---,u:0:---,g::---,m::---,o::---",
            "u::rw-,g::r--,g:5:r--,m::r--,o::---", "u::rw-,u:7:r--,u:3:r--,u:7:rwx,g::r--,m::r--,o::---", NAMED})
    void takesWhatIsComplete(String text) {
        assertThat(text(acl(text).requireValid())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u::rw-", "u::rw-,g::r--", "g::r--,o::---", "u::rw-,o::---", "g::r--,u::rw-,o::---",
            "u::rw-,u::rw-,g::r--,o::---", "u::rw-,g::r--,g::r--,o::---", "u::rw-,g::r--,o::---,o::---",
            "u::rw-,g::r--,m::r--,m::r--,o::---", "u::rw-,g::r--,o::---,m::r--", "u::rw-,u:1000:r--,g::r--,o::---",
            "u::rw-,g::r--,g:5:r--,o::---", "u::rw-,g::r--,u:1000:r--,m::r--,o::---",
            "u:1000:r--,u::rw-,g::r--,m::r--,o::---", "u::rw-,u:-1:r--,g::r--,m::r--,o::---"})
    void refusesWhatIsNot(String text) {
        assertErrno(Errno.EINVAL, () -> acl(text).requireValid());
    }

    @Test
    void refusesOtherBits() {
        byte[] permission = AclText.value("u::rw-,g::r--,o::---");
        permission[6] = 8;
        assertErrno(Errno.EINVAL, () -> Acl.of(permission).requireValid());
        byte[] tag = AclText.value("u::rw-,g::r--,o::---");
        tag[4] = 3;
        assertErrno(Errno.EINVAL, () -> Acl.of(tag).requireValid());
        tag[4] = 0x40;
        assertErrno(Errno.EINVAL, () -> Acl.of(tag).requireValid());
    }

    @Test
    void aValueIsAVersionAndWholeEntries() {
        assertThat(Acl.of(new byte[0])).isNull();
        assertThat(Acl.of(new byte[]{2, 0, 0, 0})).isNull();
        assertErrno(Errno.EINVAL, () -> Acl.of(new byte[]{2, 0, 0}));
        assertErrno(Errno.EOPNOTSUPP, () -> Acl.of(new byte[]{1, 0, 0, 0}));
        assertErrno(Errno.EINVAL, () -> Acl.of(new byte[]{2, 0, 0, 0, 1, 0, 7}));
    }

    @Test
    void whoIsNotNamedHasNoId() {
        byte[] withIds = AclText.value("u::rw-,g::r--,o::---");
        withIds[8] = 77;
        assertThat(Acl.of(withIds).toBytes()).isEqualTo(AclText.value("u::rw-,g::r--,o::---"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"u::rw-,g::r--,o::---|true", "u::rw-,g::r--,m::r--,o::---|false",
            NAMED + "|false"})
    void onlyThreeEntriesAreWhatAModeCanSay(String text, boolean isMode) {
        assertThat(acl(text).isMode()).isEqualTo(isMode);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"u::rw-,g::r-x,o::--x|106777|106651",
            "u::rw-,g::r-x,m::-w-,o::--x|100000|100621",
            NAMED + "|042000|042774"})
    void theGroupBitsAreTheMasks(String text, String before, String after) {
        assertThat(acl(text).applyTo(octal(before))).isEqualTo(octal(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"u::rw-,g::r-x,o::--x|4421|u::r--,g::-w-,o::--x",
            NAMED + "|0640|u::rw-,u:1000:rw-,g::r-x,g:5:rwx,m::r--,o::---"})
    void chmodChangesTheMaskOrTheGroup(String text, String mode, String after) {
        assertThat(text(acl(text).withMode(octal(mode)))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {NAMED + "|100666|100664", NAMED + "|042750|042750",
            "u::r-x,g::---,o::rwx|100777|100507", "u::rwx,g::rwx,m::---,o::---|104777|104700"})
    void whatIsCreatedHasWhatBothAllow(String text, String mode, String masked) {
        assertThat(acl(text).masked(octal(mode))).isEqualTo(octal(masked));
    }
}
