/** Programs run to their end, what plan and corpus need of git, apt and dpkg; and what processes cost. A leaf; imports nothing of ours. */
package workload.process;
