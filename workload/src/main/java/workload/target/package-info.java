/**
 * Where a trial happens: each target provides an empty directory on one file system, and never knows what is done in
 * it.
 *
 * <p>
 * Every target is opened at the same path: compilers write paths into what they make, so that the trees could not be
 * compared byte by byte otherwise.
 */
package workload.target;
