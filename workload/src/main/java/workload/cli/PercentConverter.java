package workload.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 5%} or {@code 0.5%} as a share: 0.05, 0.005. */
final class PercentConverter implements ITypeConverter<Double> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?) ?%");

    @Override
    public Double convert(String text) {
        Matcher matcher = FORM.matcher(text);
        double share = matcher.matches() ? new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue() : 0;
        if (share <= 0 || share >= 1) {
            throw new TypeConversionException(
                    "'" + text + "' is no percentage above 0 and below 100; write 5% or 0.5%");
        }
        return share;
    }
}
