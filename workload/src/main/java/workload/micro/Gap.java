package workload.micro;

/** Work that has no time on a target, and why: a row of the page. */
public record Gap(String work, String target, Reason reason) {}
