/**
 * What the study asks of Linux itself: short commands, process groups, mounts and /proc. Imports nothing of ours.
 */
package workload.os;
