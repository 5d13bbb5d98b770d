package workload.study;

import java.util.SortedMap;

/**
 * Identifies a trial within its run.
 *
 * @param project
 *            name in projects.yaml
 * @param target
 *            the target's name as the user gave it, options included: {@code memfs-jnr:noxattr}
 * @param variant
 *            settings beyond project and target: {@code clone} (jgit, git, archive), {@code jobs}
 * @param repetition
 *            from 1
 */
public record TrialKey(String project, String target, SortedMap<String, String> variant, int repetition) {}
