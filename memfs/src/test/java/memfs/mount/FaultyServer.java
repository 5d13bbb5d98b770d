package memfs.mount;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import memfs.store.StoreUsage;
import memfs.store.tree.Faults;
import memfs.store.tree.FaultyFileSystem;

/**
 * A server in a process of its own whose store fails at random: {@code FaultyServer OPTIONS SEED ONE_IN MOUNTPOINT}. It
 * serves until it is unmounted, and does what its standard input says, a line each, with a line for each.
 */
final class FaultyServer {
    private final Faults faults;
    private final FaultyFileSystem store;

    private FaultyServer(Faults faults, FaultyFileSystem store) {
        this.faults = faults;
        this.store = store;
    }

    public static void main(String[] arguments) throws Exception {
        MountOptions options = MountOptions.of("faulty", RawOptions.parse(List.of(arguments[0])));
        Faults faults = new Faults(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        FaultyFileSystem store = new FaultyFileSystem(options.store(), faults);
        Session session = options.ofTransport().start(store.served(), Path.of(arguments[3]), Statistics.MEMORY,
                Optional.empty());
        System.out.println("ready");
        Thread.ofPlatform().daemon().start(() -> new FaultyServer(faults, store).obey());
        session.ended().join();
        System.exit(0);
    }

    private void obey() {
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(answer(command.split(" ")));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(String[] command) throws InterruptedException {
        switch (command[0]) {
            case "arm" -> faults.arm(true);
            case "disarm" -> faults.arm(false);
            case "hold" -> faults.hold(command[1]);
            case "await" -> faults.awaitHeld();
            case "release" -> faults.release();
            case "thrown" -> {
                return Long.toString(faults.thrown());
            }
            case "usage" -> {
                StoreUsage usage = store.usage();
                return usage.inodes() + " " + usage.openHandles() + " " + usage.liveBytes();
            }
            default -> throw new IllegalArgumentException(command[0]);
        }
        return "done";
    }
}
