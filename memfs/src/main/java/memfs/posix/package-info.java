/**
 * The types that every layer shares: error numbers, modes, open flags, attributes and the caller of one request.
 *
 * <p>
 * Values are those of Linux on 64-bit machines ({@code asm-generic}). This package imports nothing of ours.
 */
package memfs.posix;
