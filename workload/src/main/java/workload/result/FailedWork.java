package workload.result;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Work that did not come to its end on a target: a row of the page, never a gap in it.
 *
 * @param work
 *            a suite's or an experiment's name
 * @param target
 *            or the benchmark's name where there is none
 * @param log
 *            relative to the run's folder; empty where there is none
 */
public record FailedWork(@JsonAlias( {"suite", "experiment"}) String work, String target, String message, String log){}
