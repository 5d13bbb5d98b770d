package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.kernel.Feature;

/** The declarations, and the tables that are generated from them. */
class MountOptionTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs",
            "mount-options.md");

    private static String table(MountOption.Group group) {
        return "| option | default | with jnr | meaning | what it breaks |\n|---|---|---|---|---|\n"
                + group.options().stream().map(MountOptionTest::row).collect(Collectors.joining());
    }

    private static String row(MountOption option) {
        return "| " + String.join(" | ", option.usage(), cell(option.kernelDefaults()),
                cell(option.absent(Transport.JNR)), option.meaning(),
                option.breaks().isEmpty() ? "nothing" : option.breaks()) + " |\n";
    }

    private static String cell(String value) {
        return value == null ? "–" : value;
    }

    private static String start(MountOption.Group group) {
        return "<!-- generated from memfs.mount.MountOption: " + group.title() + " -->\n";
    }

    private static String with(String document, MountOption.Group group) {
        int from = document.indexOf(start(group)) + start(group).length();
        int to = document.indexOf("<!-- end of generated table -->\n", from);
        return document.substring(0, from) + table(group) + document.substring(to);
    }

    /** With {@code -Dupdate.docs=true} it writes the tables instead of only comparing them. */
    @ParameterizedTest
    @EnumSource(MountOption.Group.class)
    void theDocumentHasTheTable(MountOption.Group group) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(start(group));
        String generated = with(document, group);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/mount-options.md; to write it anew: mvn -pl memfs test -Dtest=MountOptionTest -Dupdate.docs=true")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void everyFeatureIsAFlagOfTheKernelTransport(Feature feature) {
        assertThat(MountOption.of(feature).isFlag()).isTrue();
        assertThat(MountOption.of(feature).isOf(Transport.KERNEL)).isTrue();
        assertThat(MountOption.of(feature)).hasToString(feature.toString());
    }

    @Test
    void aFeatureOfAProfileIsInThoseThatFollow() {
        assertThat(MountOption.READDIRPLUS.isOnIn(Profile.SAFE)).isTrue();
        assertThat(MountOption.NO_OPEN.isOnIn(Profile.SAFE)).isFalse();
        assertThat(MountOption.NO_OPEN.isOnIn(Profile.FAST)).isTrue();
        assertThat(MountOption.ACL.isOnIn(Profile.FAST)).isFalse();
        assertThat(MountOption.PASSTHROUGH.isOnIn(Profile.FAST)).isFalse();
        assertThat(MountOption.PASSTHROUGH.isOnIn(Profile.DATA)).isTrue();
        assertThat(MountOption.CACHE_DIR.isOnIn(Profile.DATA)).isTrue();
        assertThat(MountOption.NO_OPENDIR.isOnIn(Profile.DATA)).isFalse();
        assertThat(MountOption.NO_OPEN.isOnIn(Profile.DATA)).isFalse();
    }

    /** Giving a default changes nothing. */
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aDeclaredDefaultIsTheOneInForce(Transport transport) {
        List<Object> expected = inForce("transport=" + transport);
        Arrays.stream(MountOption.values()).filter(option -> isLiteral(option, transport))
                .forEach(option -> assertThat(inForce("transport=" + transport + "," + given(option, transport)))
                        .as(option.toString()).isEqualTo(expected));
    }

    private static List<Object> inForce(String list) {
        MountOptions options = MountOptions.of("memfs", RawOptions.parse(List.of(list)));
        return List.of(options.ofTransport(), options.storeSettings());
    }

    /** Not in words. With jnr, a given attr_timeout is also the default of dir_attr_timeout. */
    private static boolean isLiteral(MountOption option, Transport transport) {
        boolean elsewhere = option == MountOption.TRANSPORT
                || option == MountOption.ATTR_TIMEOUT && transport == Transport.JNR;
        return option.isOf(transport) && !option.absent(transport).contains(" ") && !elsewhere;
    }

    private static String given(MountOption option, Transport transport) {
        String value = option.absent(transport);
        return option.isFlag() ? (value.equals(OptionDefault.ON) ? "" : "no") + option : option + "=" + value;
    }
}
