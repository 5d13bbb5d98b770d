package workload.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import workload.study.PhaseName;

/** A phase by its label in reports. */
final class PhaseConverter implements ITypeConverter<PhaseName> {
    @Override
    public PhaseName convert(String text) {
        return Stream.of(PhaseName.values()).filter(phase -> phase.label().equals(text)).findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no phase; there are "
                        + Stream.of(PhaseName.values()).map(PhaseName::label).collect(Collectors.joining(", "))));
    }
}
