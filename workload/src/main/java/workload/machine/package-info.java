/**
 * What else the machine did during a phase.
 */
package workload.machine;
