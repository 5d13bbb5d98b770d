package workload.result;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * The head of a run: {@code run.json}.
 *
 * @param <S>
 *            the settings of this kind of run
 * @param version
 *            of the format, {@link #VERSION} for what is written today
 * @param kind
 *            study, explain, micro or memory
 * @param id
 *            UTC yyyyMMddTHHmmssZ
 * @param arguments
 *            the command line
 * @param environments
 *            each machine that an observation was made on, by id, in order of appearance
 * @param mounts
 *            each target as negotiated, likewise
 * @param corpora
 *            the repositories that were cloned
 */
public record RunHead<S>(int version, String kind, String id, Instant started, List<String> arguments, S settings,
        Map<String, Environment> environments, Map<String, TargetSettings> mounts, List<CorpusInfo> corpora) {
    /** The format that is written today; 1 is the format without a version number. */
    public static final int VERSION = 2;

    /** A run without observations yet. */
    public static <S> RunHead<S> of(String kind, String id, Instant started, List<String> arguments, S settings,
            List<CorpusInfo> corpora) {
        return new RunHead<>(VERSION, kind, id, started, List.copyOf(arguments), settings, Map.of(), Map.of(),
                List.copyOf(corpora));
    }

    RunHead<S> with(S others) {
        return new RunHead<>(version, kind, id, started, arguments, others, environments, mounts, corpora);
    }

    RunHead<S> withEnvironment(Environment environment) {
        return new RunHead<>(version, kind, id, started, arguments, settings,
                grown("e", environments, environment, Environment::isSame), mounts, corpora);
    }

    RunHead<S> withMount(TargetSettings mount) {
        return new RunHead<>(version, kind, id, started, arguments, settings, environments,
                grown("m", mounts, mount, Objects::equals), corpora);
    }

    /** Null for null. */
    String idOf(Environment environment) {
        return idOf(environments, environment, Environment::isSame);
    }

    String idOf(TargetSettings mount) {
        return idOf(mounts, mount, Objects::equals);
    }

    private static <T> String idOf(Map<String, T> known, T one, BiPredicate<T, T> same) {
        return known.entrySet().stream().filter(entry -> one != null && same.test(entry.getValue(), one))
                .map(Map.Entry::getKey).findFirst().orElse(null);
    }

    private static <T> Map<String, T> grown(String prefix, Map<String, T> known, T one, BiPredicate<T, T> same) {
        if (one == null || idOf(known, one, same) != null) {
            return known;
        }
        Map<String, T> grown = new LinkedHashMap<>(known);
        grown.put(prefix + (known.size() + 1), one);
        return grown;
    }
}
