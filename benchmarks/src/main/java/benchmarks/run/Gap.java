package benchmarks.run;

import benchmarks.client.Reason;

/** Work that has no time on a target, and why: a row of the page. */
record Gap(String work, String target, Reason reason) {}
