/** What a build left below its checkout, entry by entry. */
package workload.manifest;
