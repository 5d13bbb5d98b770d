package workload.page;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /**
     * Of a target, from its name: the same in every chart and on every page. Only where two names of a page would look alike,
     * the later one (by alphabet) gets the next look.
     *
     * @param all
     *            the page's targets
     */
    public static Ink of(String target, Collection<String> all) {
        Set<Ink> taken = new HashSet<>();
        for (String name : all.stream().sorted().toList()) {
            Ink ink = free(name, taken);
            if (name.equals(target)) {
                return ink;
            }
            taken.add(ink);
        }
        return free(target, taken);
    }

    private static Ink free(String name, Set<Ink> taken) {
        if (BUILT_IN.containsKey(name)) {
            return BUILT_IN.get(name);
        }
        int others = (COLOURS - BUILT_IN.size()) * SHAPES.size();
        int first = Math.floorMod(name.hashCode(), others);
        for (int i = 0; i < others; i++) {
            Ink ink = other((first + i) % others);
            if (!taken.contains(ink)) {
                return ink;
            }
        }
        return other(first);
    }

    private static Ink other(int look) {
        int colours = COLOURS - BUILT_IN.size();
        return place(BUILT_IN.size() + look % colours, SHAPES.get(look / colours % SHAPES.size()));
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
