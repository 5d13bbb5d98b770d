package memfs.cli;

import java.util.ArrayList;
import java.util.List;

import memfs.mount.MountOption;
import memfs.mount.Transport;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The mount options in {@code --help}, as {@link MountOption} declares them. */
final class MountOptionsHelp {
    private static final String SECTION = "mountOptions";
    private static final int NAME_WIDTH = 26;
    private static final int INDENT = 2;

    private MountOptionsHelp() {}

    /** Shows them before the footer. */
    static void addTo(CommandLine command) {
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), SECTION);
        command.setHelpSectionKeys(sections);
        command.getHelpSectionMap().put(SECTION, MountOptionsHelp::text);
    }

    private static String text(Help help) {
        StringBuilder text = new StringBuilder(
                "%nMount options (-o); no before a flag's name switches it off: noxattr.%n".formatted());
        for (MountOption.Group group : MountOption.Group.values()) {
            text.append("%n%s:%n".formatted(group.title())).append(table(help, group.options()));
        }
        return text.toString();
    }

    private static TextTable table(Help help, List<MountOption> options) {
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(help.colorScheme(), new Column(NAME_WIDTH, INDENT, Overflow.SPAN),
                new Column(width - NAME_WIDTH, INDENT, Overflow.WRAP));
        options.forEach(option -> table.addRowValues(option.usage(), description(option)));
        return table;
    }

    /** What it means, its defaults, and what it breaks. */
    static String description(MountOption option) {
        String text = option.meaning() + " " + defaults(option);
        return (option.breaks().isEmpty() ? text : text + "; breaks: " + option.breaks()).replace("`", "");
    }

    private static String defaults(MountOption option) {
        String kernel = option.kernelDefaults();
        String jnr = option.absent(Transport.JNR);
        if (jnr == null) {
            return "[kernel; default: " + kernel + "]";
        }
        if (kernel == null) {
            return "[jnr; default: " + jnr + "]";
        }
        return "[default: " + kernel + (jnr.equals(kernel) ? "]" : "; jnr: " + jnr + "]");
    }
}
