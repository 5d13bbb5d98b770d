package workload.page.picture;

import java.awt.Color;

/**
 * How the marks of one thing look.
 *
 * @param colour
 *            class of the style sheet
 * @param isPale
 *            for a further variant of the same thing
 */
public record Look(String colour, boolean isPale, Shape shape) {
    Color fill() {
        Color full = Palette.colour(colour);
        return isPale ? Palette.faded(full, "pale") : full;
    }

    Color band() {
        return Palette.faded(fill(), "band");
    }
}
