/** Whether the second of two runs is slower than the first: a function of their records ({@code docs/comparing.md}). */
package workload.compare;
