package workload.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads "5%" as 0.05. */
final class LimitConverter implements ITypeConverter<Double> {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4})?) ?%");

    @Override
    public Double convert(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no share; write it as 5% or 2.5%");
        }
        return new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
    }
}
