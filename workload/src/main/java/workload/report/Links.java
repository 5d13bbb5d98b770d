package workload.report;

import java.net.URI;
import java.net.URISyntaxException;

/** Text from outside on its way into a document. */
final class Links {
    private Links() {}

    /** The way from the report's folder to a file of the run, with every special character encoded. */
    static String href(String fileOfRun) {
        try {
            return new URI(null, null, "../" + fileOfRun, null).toASCIIString().replace("(", "%28").replace(")", "%29");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a relative path: " + fileOfRun, e);
        }
    }

    /** XML 1.0 has no control characters besides tab and line ends; a log's last line may hold any. */
    static String printable(String text) {
        return text.codePoints().map(c -> isPrintable(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0xD800 || c == '\n' || c == '\t' || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
    }
}
