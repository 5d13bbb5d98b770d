package workload.run;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import workload.plan.Varying;
import workload.plan.Varying.Difference;
import workload.study.FileDifference;
import workload.study.ManifestCheck.KnownVarying;

/** What a project's files are known to differ in from build to build, with how often each was needed. */
final class AllowedDifferences {
    private final List<Varying> varying;
    private final List<PathMatcher> globs;
    private final long[] counts;

    AllowedDifferences(List<Varying> varying) {
        this.varying = varying;
        this.globs = varying.stream().map(files -> FileSystems.getDefault().getPathMatcher("glob:" + files.files()))
                .toList();
        this.counts = new long[varying.size()];
    }

    /** Whether a file may differ like this; the first that says so counts it. */
    boolean excuse(FileDifference difference) {
        Path path = Path.of(difference.path());
        for (int i = 0; i < counts.length; i++) {
            if (covers(varying.get(i).differ(), difference.aspect()) && globs.get(i).matches(path)) {
                counts[i]++;
                return true;
            }
        }
        return false;
    }

    /** Nothing makes a file's type or mode vary from build to build but a mistake. */
    private static boolean covers(Difference allowed, FileDifference.Aspect aspect) {
        return switch (aspect) {
            case PRESENCE -> allowed == Difference.PRESENCE;
            case TYPE, MODE -> false;
            case SIZE -> allowed != Difference.CONTENTS;
            case CONTENTS -> true;
        };
    }

    /** All of them, those that nothing needed too. */
    List<KnownVarying> counted() {
        List<KnownVarying> all = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Varying files = varying.get(i);
            all.add(new KnownVarying(files.files(), files.differ().name().toLowerCase(Locale.ROOT), files.because(),
                    counts[i]));
        }
        return all;
    }
}
