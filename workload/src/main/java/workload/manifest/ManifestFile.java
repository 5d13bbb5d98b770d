package workload.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import workload.result.AtomicFile;

/**
 * A manifest on disk, {@code manifests/*.tsv.gz}: two lines of head, then a line for each entry, in the order of
 * {@code LC_ALL=C sort}, so that zcat(1), diff(1) and join(1) serve people as they are.
 */
public final class ManifestFile {
    private static final String COMMON = "# What a build left, at the path that all targets have";
    private static final String OWN = "# What a build left, at a path that only its target has";
    private static final String COLUMNS = "path\ttype\tmode\tsize\tcontents";
    private static final String NONE = "-";

    private ManifestFile() {}

    /** Writes it; a reader, and a run that is killed, finds all of it or nothing. */
    public static void write(Path file, Manifest manifest) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.replace(file, out -> write(out, manifest));
    }

    private static void write(OutputStream whole, Manifest manifest) throws IOException {
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(whole), StandardCharsets.US_ASCII)) {
            out.append(manifest.commonPath() ? COMMON : OWN).append('\n').append(COLUMNS).append('\n');
            for (Manifest.Entry entry : manifest.entries()) {
                out.append(line(entry)).append('\n');
            }
        }
    }

    private static String line(Manifest.Entry entry) {
        return String.join("\t", entry.path(), String.valueOf(entry.type()), cell(entry.mode()), cell(entry.size()),
                cell(entry.contents()));
    }

    private static String cell(Object value) {
        return value == null ? NONE : value.toString();
    }

    /**
     * Reads one.
     *
     * @throws IOException
     *             when it is none: says what to do
     */
    public static Manifest read(Path file) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            String place = in.readLine();
            if (!COMMON.equals(place) && !OWN.equals(place) || !COLUMNS.equals(in.readLine())) {
                throw new IOException("its head is of another kind");
            }
            List<Manifest.Entry> entries = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                entries.add(entry(line));
            }
            return new Manifest(COMMON.equals(place), entries);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + " can't be read as a manifest (" + e.getMessage()
                    + "); delete it: its trial then counts as not compared.", e);
        }
    }

    private static Manifest.Entry entry(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 5 || cells[1].length() != 1) {
            throw new IllegalArgumentException("no entry: " + line);
        }
        String size = value(cells[3]);
        return new Manifest.Entry(cells[0], cells[1].charAt(0), value(cells[2]),
                size == null ? null : Long.valueOf(size), value(cells[4]));
    }

    /** A symlink to {@code -} is read as one to nowhere, on every target alike. */
    private static String value(String cell) {
        return cell.equals(NONE) ? null : cell;
    }
}
