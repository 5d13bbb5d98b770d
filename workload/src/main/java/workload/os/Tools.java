package workload.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import workload.process.CleanEnvironment;
import workload.process.Command;

/**
 * The programs that builds look for on their PATH, with the version that each prints. A build that finds other programs
 * may make other files.
 */
public final class Tools {
    /** Keep the list in docs/validation.md the same. */
    static final List<String> LOOKED_FOR = List.of(
            // Compilers, assemblers, linkers and tools for their files.
            "ar", "as", "c++", "cc", "clang", "cpp", "g++", "gcc", "go", "gold", "ld", "lld", "mold", "nasm", "nm",
            "objcopy", "objdump", "ranlib", "rustc", "strip", "yasm",
            // Build tools.
            "autoconf", "automake", "ccache", "cmake", "gmake", "libtool", "libtoolize", "m4", "make", "meson", "ninja",
            "patch", "pkg-config", "pkgconf",
            // Generators of sources.
            "bison", "flex", "gperf", "lex", "re2c", "swig", "yacc",
            // Interpreters of scripts.
            "awk", "bash", "gawk", "lua", "mawk", "perl", "php", "python", "python3", "ruby", "sed", "sh", "tclsh",
            "tclsh8.6", "tclsh8.7", "tclsh9.0",
            // Translations and documents.
            "asciidoc", "asciidoctor", "dblatex", "doxygen", "help2man", "makeinfo", "msgfmt", "pandoc", "sphinx-build",
            "xmllint", "xsltproc",
            // Others that configure scripts look for.
            "curl", "git", "install", "openssl", "strace", "tar", "valgrind", "xz");
    /** For all programs together; it takes seconds on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String MARK = "\u0001";
    /** Prints for each path the mark with the path, then the program's output. Standard input is empty. */
    private static final String ASK = """
            for tool; do
                printf '\\001%s\\n' "$tool"
                case ${tool##*/} in
                tclsh*) echo 'puts [info patchlevel]' | timeout 20 "$tool" ;;
                go | openssl) timeout 20 "$tool" version ;;
                lua | nasm) timeout 20 "$tool" -v ;;
                awk | mawk) timeout 20 "$tool" -W version ;;
                *) timeout 20 "$tool" --version ;;
                esac </dev/null 2>/dev/null
            done
            exit 0
            """;
    private static final Map<Seen, String> VERSIONS = new HashMap<>();

    private Tools() {}

    /**
     * A program, identified by its file and the file's time and size. The path is part of it, since some programs print
     * the name that they are run by.
     */
    private record Seen(Path program, Path file, FileTime modified, long size) {
        static Seen of(Path program) throws IOException {
            Path file = program.toRealPath();
            return new Seen(program, file, Files.getLastModifiedTime(file), Files.size(file));
        }

        /** For a program that doesn't print its version, such as dash. */
        String unknownVersion() {
            return file.getFileName() + " of " + size + " bytes";
        }
    }

    /**
     * The programs that are installed now, each with the first line of its version.
     *
     * <p>
     * The first call runs each of them; a later one runs only those whose file has changed, which takes milliseconds.
     */
    public static SortedMap<String, String> look() throws IOException {
        return look(LOOKED_FOR);
    }

    /** Of some programs. */
    public static SortedMap<String, String> look(List<String> names) throws IOException {
        return look(names, CleanEnvironment.with(Map.of()).get("PATH"));
    }

    static synchronized SortedMap<String, String> look(List<String> names, String path) throws IOException {
        SortedMap<String, Seen> seen = new TreeMap<>();
        for (String name : names) {
            Optional<Path> program = find(name, path);
            if (program.isPresent()) {
                try {
                    seen.put(name, Seen.of(program.get()));
                } catch (IOException _) {
                    // It was removed a moment ago.
                }
            }
        }
        ask(seen.values().stream().filter(program -> !VERSIONS.containsKey(program)).toList());
        SortedMap<String, String> tools = new TreeMap<>();
        seen.forEach((name, program) -> tools.put(name, VERSIONS.get(program)));
        return Collections.unmodifiableSortedMap(tools);
    }

    private static Optional<Path> find(String name, String path) {
        return List.of(path.split(":")).stream().filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }

    private static void ask(List<Seen> unknown) throws IOException {
        if (unknown.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("sh", "-c", ASK, "sh"));
        unknown.forEach(program -> words.add(program.program().toString()));
        Map<String, String> answers = answers(Command.of(words).within(LIMIT).run().output());
        unknown.forEach(program -> VERSIONS.put(program,
                answers.getOrDefault(program.program().toString(), program.unknownVersion())));
    }

    /** By path; without programs that printed nothing. */
    static Map<String, String> answers(String output) {
        Map<String, String> answers = new HashMap<>();
        for (String answer : output.split(MARK)) {
            List<String> lines = answer.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2).toList();
            if (lines.size() == 2) {
                answers.put(lines.getFirst(), lines.getLast());
            }
        }
        return answers;
    }
}
