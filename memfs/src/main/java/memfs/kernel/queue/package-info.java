/**
 * Where requests come from and replies go, and the threads that serve them; knows nothing of what a request means.
 *
 * <p>
 * {@code RequestQueue.read → RequestHandler → RequestQueue.write}: one worker owns one request buffer, one reply buffer and
 * one errno; requests aren't handed from thread to thread.
 */
package memfs.kernel.queue;
