package workload.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Paths that people name: the one that they mean, or none. */
public final class NamedPath {
    private static final char LOST = '\uFFFD';

    private NamedPath() {}

    /**
     * A path from the root on and without "..", as the kernel finds it: behind a link, ".." is where the link leads, and
     * {@link Path#normalize} names another.
     */
    public static Path absolute(Path given) {
        Path path = Path.of("/");
        for (Path name : given.toAbsolutePath()) {
            path = name.toString().equals("..") ? real(path).resolve(name).normalize() : path.resolve(name);
        }
        return path.normalize();
    }

    /** As far as it exists. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            return path;
        }
    }

    /**
     * What of this program's arguments Java could not read: it replaces bytes that aren't UTF-8, and so names another file.
     *
     * @return a sentence about the first of them, or about the current directory
     */
    public static Optional<String> unreadable(String... arguments) throws IOException {
        if (Path.of("").toAbsolutePath().toString().indexOf(LOST) >= 0) {
            return Optional
                    .of("Java can't read the name of the current directory, which isn't UTF-8; start from another.");
        }
        if (String.join("", arguments).indexOf(LOST) < 0) {
            return Optional.empty();
        }
        List<byte[]> words = words(Files.readAllBytes(Path.of("/proc/self/cmdline")));
        List<byte[]> written = words.subList(words.size() - arguments.length, words.size());
        for (int i = 0; i < arguments.length; i++) {
            if (!Arrays.equals(written.get(i), arguments[i].getBytes(StandardCharsets.UTF_8))) {
                return Optional.of("The argument '" + arguments[i]
                        + "' isn't UTF-8; rename what it names, or name it by a link.");
            }
        }
        return Optional.empty();
    }

    /** Each ends with a NUL; proc_pid_cmdline(5). */
    private static List<byte[]> words(byte[] commandLine) {
        List<byte[]> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                words.add(Arrays.copyOfRange(commandLine, start, i));
                start = i + 1;
            }
        }
        return words;
    }
}
