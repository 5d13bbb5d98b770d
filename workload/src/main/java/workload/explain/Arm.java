package workload.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import workload.target.TargetSpec;

/** One way to clone: a level of each factor. Two arms are compared where they differ in one of them. */
public record Arm(Engine engine, Content content, Writes writes, Lookups lookups, Transport transport) {

    /** What writes the repository and its tree. */
    public enum Engine {
        /** The git on the PATH, as the original's. */
        GIT,
        /** In this process, warmed up. */
        JGIT,
        /** The files of a clone, copied in writes of 1 MiB. */
        BULK
    }

    /** How the server keeps file data. */
    public enum Content {
        /** The original's: every append allocates anew and copies the whole file. */
        CONTIGUOUS,
        PAGED,
        /** Discards it: only for what isn't read back. */
        NULL
    }

    /** How a program's writes reach the server. */
    public enum Writes {
        /** Written through, in pieces of at most 4 KiB. */
        PIECES("4 KiB", "4k"),
        /** Written through, up to 128 KiB a message: the most that libfuse 2 takes. */
        LARGE("128 KiB", "128k"),
        /** Written through, up to 1 MiB a message. */
        LARGEST("1 MiB", "1m"),
        /** Gathered by the kernel's writeback cache, up to 1 MiB a message. */
        GATHERED("write-back", "1m");

        private final String label;
        private final String maxWrite;

        Writes(String label, String maxWrite) {
            this.label = label;
            this.maxWrite = maxWrite;
        }
    }

    /** When the kernel asks for security.capability. */
    public enum Lookups {
        /** Before each write(2). */
        EACH("asked each write"),
        /** When it writes to a file for the first time. */
        ONCE("asked once");

        private final String label;

        Lookups(String label) {
            this.label = label;
        }
    }

    /** The way of the requests. */
    public enum Transport {
        /** The kernel's protocol, as the original's library spoke it. */
        KERNEL,
        JNR,
        /** No server: the kernel's own tmpfs, whatever the other factors say. */
        TMPFS
    }

    /** The file system that the arm is cloned to. */
    public TargetSpec target() {
        if (transport == Transport.TMPFS) {
            return new TargetSpec("tmpfs", List.of());
        }
        List<String> options = new ArrayList<>(
                List.of("content=" + lower(content), "max_write=" + writes.maxWrite));
        if (transport == Transport.JNR) {
            return new TargetSpec("memfs-jnr", options);
        }
        options.add(writes == Writes.GATHERED ? "writeback_cache" : "nowriteback_cache");
        // Without it the kernel can't rely on the server to drop setuid bits, and caches nothing about capabilities.
        options.add(lookups == Lookups.EACH ? "nohandle_killpriv_v2" : "handle_killpriv_v2");
        return new TargetSpec("memfs", options);
    }

    /** Whether what was written can be read again, so that it can be proved to be right. */
    public boolean readsBack() {
        return content != Content.NULL;
    }

    public Arm with(Engine other) {
        return new Arm(other, content, writes, lookups, transport);
    }

    public Arm with(Content other) {
        return new Arm(engine, other, writes, lookups, transport);
    }

    public Arm with(Writes other) {
        return new Arm(engine, content, other, lookups, transport);
    }

    public Arm with(Lookups other) {
        return new Arm(engine, content, writes, other, transport);
    }

    public Arm with(Transport other) {
        return new Arm(engine, content, writes, lookups, other);
    }

    /** As people read it; its levels in the order of the factors. */
    public String label() {
        return transport == Transport.TMPFS
                ? lower(engine) + ", tmpfs"
                : String.join(", ", lower(engine), lower(content), writes.label, lookups.label, lower(transport));
    }

    /** As files and tables of numbers name it. */
    public String id() {
        return label().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
    }

    static String lower(Enum<?> level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    String writesLabel() {
        return writes.label;
    }

    String contentLabel() {
        return lower(content);
    }

    String transportLabel() {
        return lower(transport);
    }
}
