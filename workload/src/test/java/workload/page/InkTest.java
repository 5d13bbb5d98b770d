package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class InkTest {
    private static final List<String> MANY = IntStream.range(0, 40).mapToObj(i -> "target " + i).toList();

    @Test
    void noTwoTargetsOfAPageLookAlike() {
        assertThat(MANY).extracting(target -> Ink.of(target, MANY)).doesNotHaveDuplicates();
    }

    @Test
    void upToFourTargetsBesideTheBuiltInOnesShareNeitherColourNorShape() {
        for (int first = 0; first < MANY.size() - 4; first++) {
            List<String> targets = new ArrayList<>(MANY.subList(first, first + 4));
            targets.addAll(List.of("disk", "tmpfs", "memfs", "memfs-jnr"));
            List<Ink> inks = targets.stream().map(target -> Ink.of(target, targets)).toList();

            assertThat(inks).as(targets.toString()).extracting(Ink::colour).doesNotHaveDuplicates();
            assertThat(inks).as(targets.toString()).extracting(Ink::shape).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTargetLooksTheSameWhateverElseIsInARun() {
        for (String target : List.of("disk", "tmpfs", "memfs", "memfs-jnr", "bindfs")) {
            assertThat(Ink.of(target, List.of(target))).as(target)
                    .isEqualTo(Ink.of(target, List.of("memfs", target, "disk", "tmpfs")));
        }
    }

    @Test
    void theBuiltInTargetsHaveTheirOwnColoursAndShapes() {
        List<Ink> inks = List.of("disk", "tmpfs", "memfs", "memfs-jnr").stream().map(name -> Ink.of(name, MANY))
                .toList();

        assertThat(inks).extracting(Ink::colour).doesNotHaveDuplicates();
        assertThat(inks).extracting(Ink::shape).doesNotHaveDuplicates();
        assertThat(MANY).extracting(target -> Ink.of(target, MANY).colour())
                .doesNotContainAnyElementsOf(inks.stream().map(Ink::colour).toList());
    }
}
