package workload.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

class PictureTest {
    /** Of the light theme in chart.css. */
    private static final int TMPFS = 0x0a6ebd;
    private static final int DISK = 0x8a6a00;
    private static final int MEMFS = 0xc9460c;
    private static final int REFERENCE = 0x8d96a0;
    private static final int DARK = 0x90;
    private static final int GREY = 0x18;
    private static final List<String> TARGETS = List.of("tmpfs", "disk", "memfs");
    private static final double[] X = {512, 4096, 65536};

    private static BufferedImage draw(Chart chart) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        chart.picture().orElseThrow().write(out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private static long pixels(BufferedImage picture, int colour) {
        return IntStream.range(0, picture.getHeight()).mapToLong(y -> IntStream.range(0, picture.getWidth())
                .filter(x -> (picture.getRGB(x, y) & 0xffffff) == colour).count()).sum();
    }

    /** Pixels of text and whiskers with their soft edges: dark and almost grey, as no bar is. */
    private static long writing(BufferedImage picture) {
        return IntStream.range(0, picture.getHeight()).mapToLong(y -> IntStream.range(0, picture.getWidth())
                .mapToObj(x -> new Color(picture.getRGB(x, y)))
                .filter(colour -> IntStream.of(colour.getRed(), colour.getGreen(), colour.getBlue()).max()
                        .orElseThrow() < DARK && Math.abs(colour.getRed() - colour.getBlue()) < GREY)
                .count()).sum();
    }

    private static Ink ink(String target) {
        return Ink.of(target, TARGETS);
    }

    private static BarChart.Series series(String target, BarChart.Bar... bars) {
        return new BarChart.Series(target, ink(target), List.of(bars));
    }

    private static BarChart bars(BarChart.Series... series) {
        List<String> categories = series[0].bars().size() == 1 ? List.of("redis") : List.of("redis", "nginx");
        return new BarChart("Build", "build time, s", "s", categories, List.of(series), null);
    }

    private static BarChart.Bar spread(double value) {
        return new BarChart.Bar(value, new RowChart.Range(value / 2, value * 2), 3, "");
    }

    private static LineChart lines() {
        return new LineChart("append", "write size, bytes", "throughput, MiB/s");
    }

    @Test
    void barsHaveTheColoursOfTheirTargets() throws IOException {
        BufferedImage picture = draw(bars(series("tmpfs", BarChart.Bar.of(2), BarChart.Bar.of(4)), series("disk",
                BarChart.Bar.of(3), BarChart.Bar.of(5)), series("memfs", BarChart.Bar.of(4), BarChart.Bar.of(6))));

        assertThat(picture.getWidth()).isEqualTo(1000);
        assertThat(picture.getHeight()).isEqualTo(560);
        assertThat(List.of(TMPFS, DISK, MEMFS)).allMatch(colour -> pixels(picture, colour) > 10_000);
        assertThat(pixels(picture, TMPFS)).isLessThan(pixels(picture, DISK));
        assertThat(pixels(picture, DISK)).isLessThan(pixels(picture, MEMFS));
    }

    @Test
    void aBarThatIsNotThereLeavesOnlyItsReason() throws IOException {
        BarChart.Series there = series("tmpfs", BarChart.Bar.of(2));
        BufferedImage without = draw(bars(there, series("memfs", new BarChart.Bar(null, null, 0, ""))));
        BufferedImage failed = draw(bars(there, series("memfs", BarChart.Bar.absent("failed"))));
        BufferedImage measured = draw(bars(there, series("memfs", BarChart.Bar.of(2))));

        // The legend alone.
        assertThat(pixels(failed, MEMFS)).isEqualTo(pixels(without, MEMFS)).isBetween(1L, 1000L);
        assertThat(pixels(measured, MEMFS)).isGreaterThan(10_000);
        assertThat(writing(failed)).isGreaterThan(writing(without));
    }

    @Test
    void whiskersGoFromTheLeastToTheGreatest() throws IOException {
        BufferedImage plain = draw(bars(series("tmpfs", BarChart.Bar.of(2)), series("disk", BarChart.Bar.of(4))));
        BufferedImage spread = draw(bars(series("tmpfs", spread(2)), series("disk", BarChart.Bar.of(4))));

        assertThat(writing(spread)).isGreaterThan(writing(plain) + 200);
    }

    @Test
    void logarithmicWhereThePageIs() throws IOException {
        BufferedImage picture = draw(bars(series("tmpfs", BarChart.Bar.of(1)), series("memfs", BarChart.Bar.of(150))));

        assertThat(pixels(picture, TMPFS)).as("a hundredth of the plot otherwise")
                .isGreaterThan(pixels(picture, MEMFS) / 10);
    }

    @Test
    void whatThePageCutsOffIsBrokenHereToo() throws IOException {
        BufferedImage cut = draw(beside(15.4));
        BufferedImage whole = draw(beside(4));

        assertThat(pixels(cut, MEMFS)).as("the axis isn't stretched").isGreaterThan(pixels(whole, MEMFS) / 2);
        assertThat(pixels(cut, REFERENCE)).isGreaterThan(pixels(cut, MEMFS));
        assertThat(gaps(cut)).isEqualTo(2);
        assertThat(gaps(whole)).isZero();
    }

    private static BarChart beside(double foreign) {
        return new BarChart("Build", "times the disk's", "", List.of("redis"), List.of(series("memfs",
                BarChart.Bar.of(3.3)),
                new BarChart.Series("2017", Ink.REFERENCE, List.of(BarChart.Bar.of(foreign)), true)), null);
    }

    /** White stretches inside the foreign bar, from its top down along one column. */
    private static long gaps(BufferedImage picture) {
        int x = IntStream.range(0, picture.getWidth()).filter(at -> column(picture, at) > 100).skip(50).findFirst()
                .orElseThrow();
        List<Integer> foreign = IntStream.range(0, picture.getHeight() - 100)
                .filter(y -> (picture.getRGB(x, y) & 0xffffff) == REFERENCE).boxed().toList();
        return IntStream.range(1, foreign.size()).filter(i -> foreign.get(i) > foreign.get(i - 1) + 1).count();
    }

    private static long column(BufferedImage picture, int x) {
        return IntStream.range(0, picture.getHeight()).filter(y -> (picture.getRGB(x, y) & 0xffffff) == REFERENCE)
                .count();
    }

    @Test
    void barsOfOneColourHaveTheirNames() throws IOException {
        BufferedImage named = draw(besideTmpfs(ink("tmpfs").shaped(1)));
        BufferedImage apart = draw(besideTmpfs(ink("tmpfs").pale()));

        assertThat(writing(named)).isGreaterThan(writing(apart) + 100);
    }

    private static BarChart besideTmpfs(Ink ink) {
        return bars(series("tmpfs", BarChart.Bar.of(2)),
                new BarChart.Series("xfs", ink, List.of(BarChart.Bar.of(4))));
    }

    @Test
    void manyBarsGetAWiderPicture() throws IOException {
        BarChart.Series[] many = IntStream.range(0, 40)
                .mapToObj(i -> series("target " + i, BarChart.Bar.of(1), BarChart.Bar.of(2)))
                .toArray(BarChart.Series[]::new);

        BufferedImage picture = draw(bars(many));

        assertThat(picture.getWidth()).isEqualTo(2330);
        assertThat(picture.getHeight()).isEqualTo(1092);
    }

    @Test
    void linesPointsBandsAndBarsHaveTheColoursOfTheirTargets() throws IOException {
        LineChart chart = lines().logarithmic()
                .addBand("band", X, new double[]{2, 3, 4}, new double[]{20, 30, 40})
                .add("tmpfs", ink("tmpfs"), X, new double[]{20, 400, 500})
                .addDashed("disk", ink("disk"), X, new double[]{1, 4, 5})
                .addBars("memfs", ink("memfs"), X, new double[]{-5, 30, 40}, new double[]{45, 500, 600});

        BufferedImage picture = draw(chart);

        assertThat(List.of(TMPFS, DISK, MEMFS)).allMatch(colour -> pixels(picture, colour) > 200);
        assertThat(pixels(picture, 0xdfe2e4)).as("the band").isGreaterThan(10_000);
    }

    @Test
    void linesOfOneNameAreAllDrawn() throws IOException {
        BufferedImage one = draw(lines().fromZero().add("memfs", ink("memfs"), X, new double[]{1, 2, 3}));
        BufferedImage two = draw(lines().fromZero().add("memfs", ink("memfs"), X, new double[]{1, 2, 3})
                .addUnnamed("memfs", ink("memfs"), X, new double[]{3, 1, 2}));

        assertThat(pixels(two, MEMFS)).isGreaterThan(pixels(one, MEMFS) + 500);
    }

    @Test
    void aZeroOnALogarithmicAxisStandsAtItsStart() throws IOException {
        BufferedImage picture = draw(lines().logarithmicX().addPoints("memfs", ink("memfs"), X,
                new double[]{0, 0, 0}));

        assertThat(pixels(picture, MEMFS)).isPositive();
    }

    @Test
    void aWaterfallHasTotalsAndParts() throws IOException {
        BufferedImage picture = draw(new WaterfallChart("Where the time went", "seconds", List.of(
                WaterfallChart.Bar.standing("original", 10, "10 s"),
                new WaterfallChart.Bar("copying", 10, 4, "-6 s"), WaterfallChart.Bar.standing("ours", 4, "4 s"))));

        assertThat(pixels(picture, 0x57606a)).as("totals").isGreaterThan(20_000);
        assertThat(pixels(picture, 0x8b3fa0)).as("the first part").isGreaterThan(10_000);
    }

    @Test
    void aForestPlotHasTheDrawingOfThePageAsItsFile() throws IOException {
        RowChart forest = new RowChart("ratios", "times as long", List.of(new RowChart.Group("redis",
                List.of(RowChart.Row.interval("memfs", "1.2", ink("memfs"), 1.2, null)))), 1.0,
                RowChart.AxisKind.RATIO);
        Block.Figure figure = new Block.Figure("ratios", forest.draw(), forest.picture(), "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        figure.write(out);

        assertThat(figure.file()).isEqualTo("ratios.svg").endsWith(figure.format().toLowerCase(Locale.ROOT));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("<svg", "ratios");
    }
}
