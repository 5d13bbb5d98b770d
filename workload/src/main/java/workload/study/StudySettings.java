package workload.study;

import java.util.Map;
import java.util.List;

/**
 * What a study was to do, as {@code run.json} has it; see {@link RunInfo}.
 */
record StudySettings(long seed, int repetitions, List<String> projects, List<String> targets,
        List<String> cloneEngines, List<Integer> jobs, int planned, String until,
        Map<String, String> steps) {
    static StudySettings of(RunInfo info) {
        return new StudySettings(info.seed(), info.repetitions(), info.projects(), info.targets(), info.cloneEngines(),
                info.jobs(), info.planned(), info.until(), info.steps());
    }
}
