package workload.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Orders of n arms in which each arm stands at each place equally often, and follows each other arm equally often (Williams,
 * Australian Journal of Scientific Research 2, 1949): n orders where n is even, 2 n where it is odd, of which the first n
 * are a Latin square too.
 */
final class WilliamsSquare {
    private WilliamsSquare() {}

    /** The orders in a random order, of randomly numbered arms. */
    static List<List<Integer>> of(int arms, RandomGenerator random) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, arms).boxed().toList());
        Collections.shuffle(numbers, random);
        List<List<Integer>> orders = new ArrayList<>(square(numbers, random));
        if (arms % 2 == 1) {
            square(numbers, random).forEach(order -> orders.add(order.reversed()));
        }
        return orders;
    }

    private static List<List<Integer>> square(List<Integer> numbers, RandomGenerator random) {
        int arms = numbers.size();
        List<List<Integer>> square = new ArrayList<>();
        for (int shift = 0; shift < arms; shift++) {
            int row = shift;
            square.add(IntStream.range(0, arms).mapToObj(place -> numbers.get((zigzag(place, arms) + row) % arms))
                    .toList());
        }
        Collections.shuffle(square, random);
        return square;
    }

    /** 0, 1, n − 1, 2, n − 2, …: neighbours differ by each distance once. */
    private static int zigzag(int place, int arms) {
        return place % 2 == 1 ? (place + 1) / 2 : (arms - place / 2) % arms;
    }
}
