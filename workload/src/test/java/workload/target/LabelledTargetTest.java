package workload.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;

import org.junit.jupiter.api.Test;
import workload.result.ServerBuild;
import workload.result.TargetSettings;

class LabelledTargetTest {
    private static final TargetSettings OWN = new TargetSettings("fuse.memfs", "rw", Map.of("max_write", 1), 7L, "note",
            new ServerBuild("1.0", "c0ffee", "5a"));

    /** Whose settings are all that it has. */
    private static final OpenTarget MEMFS = (OpenTarget) Proxy.newProxyInstance(OpenTarget.class.getClassLoader(),
            new Class<?>[]{OpenTarget.class}, (_, _, _) -> OWN);

    @Test
    void theSettingsSayWhatTheLabelStandsForBesideTheirOwn() {
        TargetSettings settings = new LabelledTarget.OpenLabelled(MEMFS, "memfs:noxattr").settings();

        assertThat(settings.negotiated()).isEqualTo(Map.of("target", "memfs:noxattr", "max_write", 1));
        assertThat(settings).usingRecursiveComparison().ignoringFields("negotiated").isEqualTo(OWN);
    }
}
