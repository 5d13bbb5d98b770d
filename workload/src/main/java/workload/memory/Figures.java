package workload.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The memory that was held at one moment, by what the target has: a tmpfs has no heap. */
public record Figures(Map<Quantity, Long> bytes) {

    Optional<Double> of(Quantity quantity) {
        return Optional.ofNullable(bytes.get(quantity)).map(Long::doubleValue);
    }

    /** The sum of several; empty where one of them is missing. */
    Optional<Double> sum(Quantity first, Quantity second) {
        return of(first).flatMap(one -> of(second).map(other -> one + other));
    }

    /** What came since an earlier moment. */
    Figures since(Figures earlier) {
        Map<Quantity, Long> growth = new EnumMap<>(Quantity.class);
        bytes.forEach((quantity, now) -> {
            Long before = earlier.bytes.get(quantity);
            if (before != null) {
                growth.put(quantity, now - before);
            }
        });
        return new Figures(growth);
    }
}
