/** The command line: {@code memfs [options] MOUNTPOINT}. */
package memfs.cli;
