package memfs.contract;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

import memfs.testing.Syscalls;

/**
 * A user with some of the capabilities that bear on files; the thread that plays it keeps root as its saved uid, to be
 * itself again.
 *
 * @param capabilities
 *            a mask of {@link #VARIED}: what root keeps, and what another user is given
 */
record RightsCaller(Who who, int capabilities) {
    static final int OWNER = 1001;
    static final int GROUP = 2000;
    /** A group of the owner and of the members. */
    static final int OTHER_GROUP = 2001;
    /** A group of none. */
    static final int FOREIGN_GROUP = 2002;

    private static final int CAP_CHOWN = 1;
    private static final int CAP_DAC_OVERRIDE = 1 << 1;
    private static final int CAP_FOWNER = 1 << 3;
    private static final int CAP_FSETID = 1 << 4;
    private static final int VARIED = CAP_CHOWN | CAP_DAC_OVERRIDE | CAP_FOWNER | CAP_FSETID;

    private static final long SYS_SETGROUPS = 116;
    private static final long SYS_SETRESUID = 117;
    private static final long SYS_SETRESGID = 119;
    private static final long SYS_CAPGET = 125;
    private static final long SYS_CAPSET = 126;
    private static final int CAPABILITY_VERSION_3 = 0x20080522;

    enum Who {
        ROOT(0),
        OWNER(RightsCaller.OWNER, OTHER_GROUP),
        OWNER_IN_GROUP(RightsCaller.OWNER, GROUP),
        MEMBER(1002, GROUP, OTHER_GROUP),
        OTHER(1003);

        private final int id;
        private final int[] groups;

        Who(int id, int... groups) {
            this.id = id;
            this.groups = groups;
        }
    }

    /** Everybody, with each set of capabilities. */
    static List<RightsCaller> all() {
        List<RightsCaller> callers = new ArrayList<>();
        for (Who who : Who.values()) {
            for (int set = VARIED; set >= 0; set--) {
                if ((set & ~VARIED) == 0) {
                    callers.add(new RightsCaller(who, set));
                }
            }
        }
        return callers;
    }

    /** Runs an action as this caller on the present thread, which is root's. */
    void run(Syscalls system, Runnable action) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocateFrom(JAVA_INT, CAPABILITY_VERSION_3, 0);
            MemorySegment data = arena.allocate(JAVA_INT, 6);
            system.must(SYS_CAPGET, header.address(), data.address(), 0);
            long all = effective(data);
            become(system, arena.allocateFrom(JAVA_INT, who.groups.length == 0 ? new int[1] : who.groups));
            setEffective(system, header, data, who.id == 0 ? all & ~VARIED | capabilities : capabilities);
            try {
                action.run();
            } finally {
                setEffective(system, header, data, all);
                system.must(SYS_SETRESUID, 0, 0, 0);
                system.must(SYS_SETRESGID, 0, 0, 0);
                system.must(SYS_SETGROUPS, 0, 0, 0);
            }
        }
    }

    private void become(Syscalls system, MemorySegment groups) {
        system.must(SYS_SETGROUPS, who.groups.length, groups.address(), 0);
        system.must(SYS_SETRESGID, who.id, who.id, who.id);
        system.must(SYS_SETRESUID, who.id, who.id, 0);
    }

    /** Of two {@code struct __user_cap_data_struct}: the effective set comes first in each; capget(2). */
    private static long effective(MemorySegment data) {
        return data.get(JAVA_INT, 0) & 0xffffffffL | (long) data.get(JAVA_INT, 12) << Integer.SIZE;
    }

    /** The permitted set stays, so that the thread can be root again. */
    private static void setEffective(Syscalls system, MemorySegment header, MemorySegment data, long set) {
        data.set(JAVA_INT, 0, (int) set);
        data.set(JAVA_INT, 12, (int) (set >>> Integer.SIZE));
        system.must(SYS_CAPSET, header.address(), data.address(), 0);
    }

    @Override
    public String toString() {
        return who + (capabilities == 0 ? "" : "+")
                + ((capabilities & CAP_CHOWN) != 0 ? "c" : "")
                + ((capabilities & CAP_DAC_OVERRIDE) != 0 ? "d" : "")
                + ((capabilities & CAP_FOWNER) != 0 ? "f" : "")
                + ((capabilities & CAP_FSETID) != 0 ? "s" : "");
    }
}
