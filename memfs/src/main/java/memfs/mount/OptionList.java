package memfs.mount;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Lists of mount options as they are written: split, and without what concerns no file system. */
final class OptionList {
    private static final char ESCAPE = '\\';

    /**
     * Of mount(8), systemd and fstab(5), which read them by themselves; and flags of the kernel's that change nothing of a file
     * system in memory, where nothing is ever written later.
     */
    private static final Set<String> FOREIGN = Set.of("auto", "noauto", "nofail", "user", "nouser", "users", "owner",
            "noowner", "group", "nogroup", "_netdev", "defaults", "async", "sync", "dirsync", "relatime", "norelatime",
            "strictatime", "nostrictatime", "diratime", "nodiratime", "lazytime", "nolazytime", "iversion",
            "noiversion",
            "mand", "nomand", "silent", "loud");
    private static final List<String> FOREIGN_PREFIXES = List.of("x-", "X-", "comment=", "user=", "uhelper=",
            "helper=");

    private OptionList() {}

    /** The options of some lists; a comma behind a backslash, or a backslash behind another, is part of a value: fuse_opt.h. */
    static List<String> split(Collection<String> lists) {
        List<String> options = new ArrayList<>();
        lists.forEach(list -> split(list, options));
        return options;
    }

    private static void split(String list, List<String> options) {
        StringBuilder option = new StringBuilder();
        for (int i = 0; i < list.length(); i++) {
            char next = list.charAt(i);
            if (next == ',') {
                options.add(option.toString());
                option.setLength(0);
            } else {
                boolean escaped = next == ESCAPE && i + 1 < list.length();
                option.append(escaped ? list.charAt(++i) : next);
            }
        }
        options.add(option.toString());
    }

    /** Whether an option is for others than the file system. */
    static boolean isForeign(String option) {
        return FOREIGN.contains(option) || FOREIGN_PREFIXES.stream().anyMatch(option::startsWith);
    }
}
