package workload.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WilliamsSquareTest {
    private static List<List<Integer>> of(int arms) {
        return WilliamsSquare.of(arms, new SplittableRandom(arms));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 24})
    void eachOrderHasEachArmOnce(int arms) {
        assertThat(of(arms)).hasSize(arms % 2 == 0 ? arms : 2 * arms)
                .allSatisfy(order -> assertThat(order).containsExactlyInAnyOrderElementsOf(range(arms)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 24})
    void eachArmHasEachPlaceOnceInEachSquare(int arms) {
        List<List<Integer>> orders = of(arms);
        for (int first = 0; first < orders.size(); first += arms) {
            for (int place = 0; place < arms; place++) {
                int at = place;
                assertThat(orders.subList(first, first + arms)).extracting(order -> order.get(at))
                        .containsExactlyInAnyOrderElementsOf(range(arms));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 24})
    void eachArmFollowsEachOtherEquallyOften(int arms) {
        Map<List<Integer>, Long> neighbours = of(arms).stream().flatMap(WilliamsSquareTest::neighbours)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(neighbours).hasSize(arms * (arms - 1));
        assertThat(neighbours.values()).containsOnly(arms % 2 == 0 ? 1L : 2L);
    }

    @Test
    void theSeedDecides() {
        assertThat(of(4)).isEqualTo(of(4)).isNotEqualTo(WilliamsSquare.of(4, new SplittableRandom(5)));
    }

    private static Stream<List<Integer>> neighbours(List<Integer> order) {
        return IntStream.range(1, order.size()).mapToObj(place -> order.subList(place - 1, place + 1));
    }

    private static List<Integer> range(int arms) {
        return IntStream.range(0, arms).boxed().toList();
    }
}
