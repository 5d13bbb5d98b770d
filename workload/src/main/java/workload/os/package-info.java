/**
 * What the study asks of Linux itself: short commands, process groups, signals, mounts, the page cache and /proc. Of ours it
 * imports the commands only.
 */
package workload.os;
