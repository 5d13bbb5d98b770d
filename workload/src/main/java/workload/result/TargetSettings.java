package workload.result;

import java.util.Map;

/**
 * The file system of one trial as it really was, not as it was asked for.
 *
 * @param fileSystemType
 *            from mountinfo: ext4, tmpfs, fuse.memfs …
 * @param mountOptions
 *            from mountinfo, super block options after a comma
 * @param negotiated
 *            the "settings" of the server's ready line; empty where there is no server
 * @param serverPid
 *            null where there is no server
 * @param note
 *            what a reader must know (a "disk" that is a tmpfs), or null
 * @param build
 *            of MemFS's server; null for any other, and in runs from before it was recorded
 */
public record TargetSettings(String fileSystemType, String mountOptions, Map<String, Object> negotiated,
        Long serverPid, String note, ServerBuild build) {
    /** Of a target without a server of ours. */
    public TargetSettings(String fileSystemType, String mountOptions, Map<String, Object> negotiated, Long serverPid,
            String note) {
        this(fileSystemType, mountOptions, negotiated, serverPid, note, null);
    }

    /** The settings that are the same for every server of this build with these options. */
    public TargetSettings withoutPid() {
        return new TargetSettings(fileSystemType, mountOptions, negotiated, null, note, build);
    }

    /** A line for the page of a run. */
    public String describe(String name) {
        return name + ": " + fileSystemType + " " + mountOptions + (negotiated.isEmpty() ? "" : " " + negotiated)
                + (note == null ? "" : " " + note);
    }
}
