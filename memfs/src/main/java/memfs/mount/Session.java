package memfs.mount;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import memfs.sys.FuseDescriptor;

/**
 * What a mount needs to know of its transport's session.
 *
 * @param connection
 *            to check whether the file system is still mounted, also after the session's end
 * @param ended
 *            completes when the file system is unmounted and no request is served any more
 * @param negotiated
 *            what kernel and server negotiated
 * @param settings
 *            the transport's options in force, by their names
 * @param messages
 *            served so far by opcode; empty where the transport doesn't see them
 * @param writers
 *            by program, how many writes had exactly how many bytes; empty where they aren't counted
 */
record Session(FuseDescriptor connection, CompletableFuture<Void> ended, Map<String, Object> negotiated,
        Map<String, Object> settings,
        Supplier<Map<String, Long>> messages, Supplier<Optional<Map<String, Map<Integer, Long>>>> writers) {}
