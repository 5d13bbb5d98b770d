package workload.trial;

import java.util.LinkedHashMap;
import java.util.Map;

import workload.pairs.Until;
import workload.phase.Phase;
import workload.phase.SlowedPhase;
import workload.result.TargetSettings;

/**
 * By how much the builds on a target are made slower, to see whether a comparison finds it.
 *
 * @param share
 *            0.1 for 10 %; 0 for not at all
 */
record SlowDown(double share) {
    static SlowDown of(RunSettings settings, String target) {
        return new SlowDown(settings.comparison().slowDowns().getOrDefault(target, 0.0));
    }

    Phase in(Phase build) {
        return share > 0 ? new SlowedPhase(build, share) : build;
    }

    /** The settings with the slow-down, so that a reader doesn't attribute it to the file system. */
    TargetSettings in(TargetSettings settings) {
        if (share == 0) {
            return settings;
        }
        String slowed = "slowed by " + Until.percent(share) + " %";
        Map<String, Object> negotiated = new LinkedHashMap<>(settings.negotiated());
        negotiated.put("builds", slowed);
        String note = "Its builds are " + slowed + " by the harness (--slow-down)."
                + (settings.note() == null ? "" : " " + settings.note());
        return new TargetSettings(settings.fileSystemType(), settings.mountOptions(), negotiated, settings.serverPid(),
                note, settings.build());
    }
}
