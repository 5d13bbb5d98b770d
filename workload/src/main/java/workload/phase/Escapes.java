package workload.phase;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names as strace(1) writes them: in ASCII, with C's escapes for all else, and for {@code <}, {@code >}. */
final class Escapes {
    /** Octal numbers are as short as may be, but of three digits where a digit follows. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{1,3}|.)");
    private static final int OCTAL = 8;
    private static final String LETTERS = "tnvfr";
    private static final String MEANINGS = "\t\n\u000b\f\r";

    private Escapes() {}

    /** The bytes that were escaped, a character each: names of files need be in no encoding. */
    static String undo(String escaped) {
        return ESCAPE.matcher(escaped).replaceAll(escape -> Matcher.quoteReplacement(meaning(escape)));
    }

    private static String meaning(MatchResult escape) {
        String what = escape.group(1);
        char first = what.charAt(0);
        if (Character.isDigit(first)) {
            return Character.toString(Integer.parseInt(what, OCTAL));
        }
        int letter = LETTERS.indexOf(first);
        return letter < 0 ? what : Character.toString(MEANINGS.charAt(letter));
    }

    /** The same as text for people; what isn't UTF-8 becomes U+FFFD. */
    static String text(String escaped) {
        return new String(undo(escaped).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A path's bytes, a character each; a path's text may have lost some, its URI has them all. */
    static String bytes(Path path) {
        String encoded = path.toAbsolutePath().toUri().getRawPath().replaceFirst("/$", "");
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    }
}
