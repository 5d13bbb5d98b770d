/** Runs the explanation's experiment: clones by every arm, and keeps the raw results. */
package workload.clones;
