package workload.cli;

import picocli.CommandLine.ITypeConverter;

/** Returns the text itself: for the key of an option whose value needs a converter. */
final class TextConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        return text;
    }
}
