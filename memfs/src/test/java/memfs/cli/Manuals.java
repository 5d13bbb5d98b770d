package memfs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import memfs.mount.MountOption;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the sources of the manual pages, and the completions of the shell, from the declarations of the commands. */
final class Manuals {
    private static final String BEFORE_FOOTER = "// tag::picocli-generated-man-section-footer[]";

    private Manuals() {}

    /**
     * @param arguments
     *            the folder to write to, and the version
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder, Main.commandLine(), "1", arguments[1]);
        write(folder, MountHelper.commandLine(), "8", arguments[1]);
    }

    private static void write(Path folder, CommandLine command, String section, String version) throws IOException {
        String name = command.getCommandName();
        Files.createDirectories(folder.resolve("manual"));
        Files.createDirectories(folder.resolve("completion"));
        Files.writeString(folder.resolve("manual/" + name + "." + section + ".adoc"), page(command, section, version));
        Files.writeString(folder.resolve("completion/" + name), AutoComplete.bash(name, command));
    }

    /** The source of a page, in AsciiDoc. */
    static String page(CommandLine command, String section, String version) {
        command.getCommandSpec().versionProvider(null).version("memfs " + version).usageMessage()
                .footerHeading("Notes%n");
        StringWriter page = new StringWriter();
        ManPageGenerator.writeSingleManPage(new PrintWriter(page, true), command.getCommandSpec());
        String name = command.getCommandName();
        // The generator puts a comma behind an option without a long name.
        return page.toString().replace("= " + name + "(1)", "= " + name + "(" + section + ")")
                .replaceAll("(?m)^(\\*-\\w\\*), ::$", "$1::").replaceAll("(?m)^(\\*-\\w\\*), (_\\w+_::)$", "$1 $2")
                .replace(BEFORE_FOOTER, mountOptions() + "\n" + BEFORE_FOOTER);
    }

    private static String mountOptions() {
        StringBuilder text = new StringBuilder(
                "== Mount options\n\nno before a flag's name switches it off: noxattr.\n\n");
        for (MountOption.Group group : MountOption.Group.values()) {
            text.append("=== ").append(group.title()).append("\n\n");
            for (MountOption option : group.options()) {
                text.append("*pass:c[").append(option.usage()).append("]*::\n  pass:c[")
                        .append(MountOptionsHelp.description(option).replace("]", "\\]")).append("]\n\n");
            }
        }
        return text.toString();
    }
}
