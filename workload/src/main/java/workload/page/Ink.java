package workload.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import workload.page.picture.Look;
import workload.page.picture.Shape;

/**
 * How the marks of one thing look: a colour, which the style sheet gives for each theme, and a shape for those who don't see
 * colours apart.
 *
 * @param colour
 *            class of the style sheet
 * @param isPale
 *            for a further variant of the same thing
 */
public record Ink(String colour, Shape shape, boolean isPale) {
    /** For what isn't of this run: the original's figures. */
    public static final Ink REFERENCE = new Ink("kr", Shape.BAR, false);
    /** Of a total beside its parts. */
    public static final Ink TOTAL = new Ink("kt", Shape.CIRCLE, false);
    /** Of what nothing explains. */
    public static final Ink REST = new Ink("kx", Shape.PLUS, false);

    private static final int COLOURS = 10;
    private static final List<Shape> SHAPES = List.of(Shape.values());
    /** The first colours are those of the built-in targets, whatever else is in a run. */
    private static final Map<String, Ink> BUILT_IN = Map.of("tmpfs", place(0, Shape.CIRCLE), "disk",
            place(1, Shape.SQUARE), "memfs", place(2, Shape.DIAMOND), "memfs-jnr", place(3, Shape.TRIANGLE));
    private static final List<Shape> OTHER_SHAPES = List.of(Shape.DOWN, Shape.CROSS, Shape.PLUS, Shape.BAR);

    /**
     * Of a target, from its name: the same in every chart and on every page, but where two names of a page would share a
     * colour or a shape. Then the later one (by alphabet) gets the next that is free; both repeat only where all are taken.
     *
     * @param all
     *            the page's targets
     */
    public static Ink of(String target, Collection<String> all) {
        List<Ink> taken = new ArrayList<>();
        all.stream().filter(BUILT_IN::containsKey).map(BUILT_IN::get).forEach(taken::add);
        for (String name : all.stream().sorted().toList()) {
            Ink ink = free(name, taken);
            if (name.equals(target)) {
                return ink;
            }
            taken.add(ink);
        }
        return free(target, taken);
    }

    private static Ink free(String name, List<Ink> taken) {
        if (BUILT_IN.containsKey(name)) {
            return BUILT_IN.get(name);
        }
        Predicate<Ink> sharesColour = ink -> taken.stream().anyMatch(other -> other.colour.equals(ink.colour));
        Predicate<Ink> sharesShape = ink -> taken.stream().anyMatch(other -> other.shape == ink.shape);
        List<Ink> looks = looks(name);
        return Stream.of(sharesColour.or(sharesShape), sharesColour, (Predicate<Ink>) taken::contains)
                .flatMap(isRefused -> looks.stream().filter(isRefused.negate()).limit(1)).findFirst()
                .orElse(looks.getFirst());
    }

    /** All that a target without a look of its own may have, the preferred ones first. */
    private static List<Ink> looks(String name) {
        List<Ink> looks = new ArrayList<>();
        int colours = COLOURS - BUILT_IN.size();
        int colour = Math.floorMod(name.hashCode(), colours);
        int shape = Math.floorMod(name.hashCode() / colours, OTHER_SHAPES.size());
        for (int i = 0; i < colours; i++) {
            int next = BUILT_IN.size() + (colour + i) % colours;
            for (int k = 0; k < OTHER_SHAPES.size(); k++) {
                looks.add(place(next, OTHER_SHAPES.get((shape + k) % OTHER_SHAPES.size())));
            }
            BUILT_IN.values().stream().map(Ink::shape).sorted().forEach(built -> looks.add(place(next, built)));
        }
        return looks;
    }

    /** Of one thing among others that aren't targets: a part of a whole, a project. */
    public static Ink part(int index) {
        return place((index + BUILT_IN.size()) % COLOURS, SHAPES.get(index % SHAPES.size()));
    }

    private static Ink place(int colour, Shape shape) {
        return new Ink("k" + colour, shape, false);
    }

    public Ink pale() {
        return new Ink(colour, shape, true);
    }

    /** In the same colour. */
    public Ink shaped(int index) {
        return new Ink(colour, SHAPES.get(index % SHAPES.size()), isPale);
    }

    /** In a picture. */
    Look look() {
        return new Look(colour, isPale, shape);
    }

    String css() {
        return isPale ? colour + " pale" : colour;
    }
}
