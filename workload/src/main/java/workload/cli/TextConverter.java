package workload.cli;

import picocli.CommandLine.ITypeConverter;

/** The text itself: the key of an option whose value has a converter. */
final class TextConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        return text;
    }
}
