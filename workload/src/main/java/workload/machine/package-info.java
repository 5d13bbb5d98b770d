/**
 * What the machine did during a phase beside the phase itself.
 */
package workload.machine;
