package memfs.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import memfs.sys.Fusermount;
import memfs.sys.Libc;

/** What the machine must have before anything can be mounted; each thing missing is named with its remedy. */
final class Prerequisites {
    static final String NO_LIBFUSE = "libfuse 2 is missing; install it: apt-get install libfuse2 "
            + "(libfuse2t64 on Debian 13, Ubuntu 24.04 and newer)";

    private static final Path DEVICE = Path.of("/dev/fuse");
    private static final Path CONFIGURATION = Path.of("/etc/fuse.conf");

    private Prerequisites() {}

    /**
     * @param helpers
     *            names of the programs of which one must be there where the user isn't root
     */
    static void check(boolean allowOther, String... helpers) throws MountException {
        if (!Files.exists(DEVICE)) {
            throw new MountException(DEVICE + " is missing; load the kernel's module as root: modprobe fuse");
        }
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            throw new MountException("you may not use " + DEVICE + "; let root allow it: chmod 666 " + DEVICE
                    + " (a udev rule makes that last)");
        }
        if (Libc.geteuid() != 0) {
            checkUser(allowOther, helpers);
        }
    }

    private static void checkUser(boolean allowOther, String... helpers) throws MountException {
        if (Stream.of(helpers).flatMap(name -> Fusermount.find(name).stream()).findAny().isEmpty()) {
            throw new MountException(Fusermount.missing(helpers[0]));
        }
        if (allowOther && !mayAllowOther()) {
            throw new MountException("allow_other is only for root unless " + CONFIGURATION
                    + " has the line user_allow_other; add it, or leave allow_other out");
        }
    }

    private static boolean mayAllowOther() {
        try (var lines = Files.lines(CONFIGURATION)) {
            return lines.anyMatch(line -> line.strip().equals("user_allow_other"));
        } catch (IOException e) {
            return false;
        }
    }
}
