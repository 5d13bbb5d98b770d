package workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names the tools that differed between two builds: the likeliest reason for different files. */
final class ToolDifferences {
    /** The last number of a line is the version; a distribution's own version precedes it in parentheses. */
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d[\\w.+~-]*");
    private static final int NAMED = 3;

    private ToolDifferences() {}

    /**
     * One clause; empty if there is no difference, or if one of the trials has no tools recorded.
     *
     * @param here
     *            tool to version, for the trial that is judged
     * @param there
     *            for the reference trial
     * @param reference
     *            the reference trial's name
     */
    static String clause(Map<String, String> here, Map<String, String> there, String reference) {
        if (here.isEmpty() || there.isEmpty()) {
            return "";
        }
        List<String> differences = new ArrayList<>();
        SortedSet<String> tools = new TreeSet<>(here.keySet());
        tools.addAll(there.keySet());
        for (String tool : tools) {
            add(tool, here.get(tool), there.get(tool), reference, differences);
        }
        int more = differences.size() - NAMED;
        return String.join(", ", differences.subList(0, Math.min(NAMED, differences.size())))
                + (more > 0 ? ", and " + more + " more tools differ" : "");
    }

    private static void add(String tool, String here, String there, String reference, List<String> differences) {
        if (there == null) {
            differences.add(tool + " " + brief(here) + " was there in this trial and wasn't in " + reference);
        } else if (here == null) {
            differences.add(tool + " " + brief(there) + " wasn't there in this trial and was in " + reference);
        } else if (!here.equals(there)) {
            boolean isBrief = !brief(here).equals(brief(there));
            differences.add(tool + " was " + (isBrief ? brief(here) : here) + " in this trial and "
                    + (isBrief ? brief(there) : there) + " in " + reference);
        }
    }

    private static String brief(String version) {
        return VERSION.matcher(version).results().map(MatchResult::group).reduce((_, last) -> last).orElse(version);
    }
}
