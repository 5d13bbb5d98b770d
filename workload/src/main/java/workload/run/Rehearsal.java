package workload.run;

/**
 * A run of the study's own tests, by {@code -Dstudy.rehearsal=true}: its times don't count, so nothing is warmed up and only
 * a few tools are recorded. That saves each such run some seconds of preparation.
 */
final class Rehearsal {
    private Rehearsal() {}

    static boolean isOn() {
        return Boolean.getBoolean("study.rehearsal");
    }
}
