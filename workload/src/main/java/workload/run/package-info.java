/**
 * A run: all trials of a plan, one after the other, each saved as soon as it ends.
 */
package workload.run;
