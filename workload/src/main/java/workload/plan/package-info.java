/** What is to be run: projects as projects.yaml gives them, the OS packages they need, and the order of the trials. */
package workload.plan;
