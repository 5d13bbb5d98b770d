package workload.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command that makes ordinary runs passes on to them. */
final class Arguments {
    private Arguments() {}

    /**
     * The options that were given, as they were written.
     *
     * @param own
     *            longest names of those that a run doesn't get
     */
    static List<String> given(ParseResult parsed, Set<String> own) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            if (!own.contains(option.longestName())) {
                option.originalStringValues().forEach(value -> {
                    arguments.add(option.longestName());
                    if (option.arity().max() > 0) {
                        arguments.add(value);
                    }
                });
            }
        }
        return arguments;
    }
}
