package memfs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import memfs.mount.WarmUp;
import memfs.sys.FileNames;

/** The command line as its writer wrote it: Java hands over U+FFFD where a byte is no part of UTF-8. */
final class Arguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char LOST = '\uFFFD';
    private static final Set<String> NO_KERNEL_MOUNT = Set.of("--help", "--version", "-h");

    private Arguments() {}

    /** The arguments with all of their bytes, as {@link FileNames} has them; proc_pid_cmdline(5). */
    static String[] exact(String... decoded) {
        if (String.join("", decoded).indexOf(LOST) < 0) {
            return decoded;
        }
        try {
            List<String> words = split(Files.readAllBytes(COMMAND_LINE));
            return words.subList(words.size() - decoded.length, words.size()).toArray(String[]::new);
        } catch (IOException _) {
            return decoded;
        }
    }

    /** Begins to warm up before the words are interpreted, which takes as long; not where they hardly lead to a mount by it. */
    static void warmUp(String... words) {
        if (Arrays.stream(words).noneMatch(word -> NO_KERNEL_MOUNT.contains(word) || word.contains("transport=jnr"))) {
            WarmUp.OF_PROCESS.begin();
        }
    }

    private static List<String> split(byte[] commandLine) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                words.add(FileNames.decode(Arrays.copyOfRange(commandLine, start, i)));
                start = i + 1;
            }
        }
        return words;
    }
}
