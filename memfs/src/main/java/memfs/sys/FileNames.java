package memfs.sys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * File names of any bytes in texts: a byte that is no part of UTF-8 stands there as a lone surrogate, U+DC80 to U+DCFF, as
 * Python's surrogateescape has it (PEP 383). Java itself decodes such bytes to U+FFFD, and so names another file.
 *
 * <p>
 * A {@link Path} holds bytes, but its texts don't: only the escapes of a URI lead to them and back (UnixUriUtils.java).
 */
public final class FileNames {
    private static final int FIRST_ESCAPE = 0xDC00;
    private static final int ASCII = 0x80;
    private static final int MOST_BYTES = 3;
    /** Nothing exists below a file, so toUri(), which checks whether a path is a directory, finds none. */
    private static final Path NOWHERE = Path.of("/dev/null");

    private FileNames() {}

    /** The text of some bytes. */
    public static String decode(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(name);
        CharBuffer text = CharBuffer.allocate(name.length);
        CoderResult result = decoder.decode(bytes, text, true);
        while (result.isMalformed()) {
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (FIRST_ESCAPE + Byte.toUnsignedInt(bytes.get())));
            }
            result = decoder.decode(bytes, text, true);
        }
        return text.flip().toString();
    }

    /**
     * The bytes of a text, not terminated.
     *
     * @throws InvalidPathException
     *             it has a lone surrogate that stands for no byte
     */
    public static byte[] encode(String text) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        CharBuffer characters = CharBuffer.wrap(text);
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES * text.length());
        CoderResult result = encoder.encode(characters, bytes, true);
        while (result.isMalformed()) {
            int escaped = characters.get() - FIRST_ESCAPE;
            if (escaped < ASCII || escaped > 0xFF) {
                throw new InvalidPathException(text, "half of a character");
            }
            bytes.put((byte) escaped);
            result = encoder.encode(characters, bytes, true);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * The path that a text names, relative where the text is.
     *
     * @throws InvalidPathException
     *             there is none: it has a NUL, or a lone surrogate that stands for no byte
     */
    public static Path path(String text) {
        if (isAscii(text)) {
            return Path.of(text);
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "Nul character not allowed");
        }
        String escaped = HexFormat.of().withPrefix("%").formatHex(encode(text));
        // A URI keeps repeated slashes, and Path compares them.
        Path path = Path.of(URI.create("file:///" + escaped.replaceAll("(%2f)+", "/").replaceFirst("^/", "")));
        return text.startsWith("/") ? path : path.subpath(0, path.getNameCount());
    }

    /** The text of a path, from which {@link #path} makes the same. */
    public static String text(Path path) {
        String text = path.toString();
        if (isAscii(text)) {
            return text;
        }
        Path below = path.isAbsolute() ? path.subpath(0, path.getNameCount()) : path;
        String escaped = NOWHERE.resolve(below).toUri().getRawPath().substring(NOWHERE.toString().length());
        return decode(unescape(path.isAbsolute() ? escaped : escaped.substring(1)));
    }

    /** Java's own conversion is right for ASCII, as most names are, and adds nothing to the start-up time. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }

    private static byte[] unescape(String uri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(uri.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    /** A path from the root on, not by Java's own idea of the current directory: that is a text. */
    public static Path absolute(Path path) {
        if (path.isAbsolute()) {
            return path;
        }
        try {
            return Path.of("/proc/self/cwd").toRealPath().resolve(path);
        } catch (IOException _) {
            // The directory was removed: a file in it will be missing too.
            return path.toAbsolutePath();
        }
    }
}
