package workload.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** How every chart looks: one size, one font, and a palette that colour-blind people can tell apart. */
public final class Style {
    /** Pixels. */
    public static final int WIDTH = 1000;
    static final int HEIGHT = 560;

    public static final Color TEXT = new Color(0x1b1f24);
    static final Color FAILURE = new Color(0xa40e26);
    /** For what is not of this run: the original's figures. */
    public static final Color REFERENCE = new Color(0xb3b9c0);

    /** Of a total beside its parts. */
    static final Color STANDING = new Color(0x5f6a75);

    /** A little less than all of the plot: XChart leaves out ticks that stand on its very edge. */
    private static final double CONTENT = 0.995;
    private static final Color GRID = new Color(0xdfe3e8);
    private static final int TEXT_SIZE = 14;

    /** Okabe and Ito, "Color Universal Design", 2008; its black lightened to a grey, its yellow left out. */
    private static final List<Color> FIRST = List.of(new Color(0x5f6a75), new Color(0x0072b2), new Color(0xd55e00),
            new Color(0x009e73), new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9));
    /** Paul Tol, "Colour Schemes", 2021: of the scheme "muted" those unlike the first. */
    private static final List<Color> FURTHER = List.of(new Color(0x332288), new Color(0x882255), new Color(0x999933),
            new Color(0x117733), new Color(0xddcc77), new Color(0xaa4499), new Color(0x000000));
    private static final List<Color> PALETTE = Stream.of(FIRST, FURTHER).flatMap(List::stream).toList();
    private static final int WHITE = 255;
    private static final int LEGEND_AT_FOOT = 5;
    /** Pixels of height. */
    private static final int LEGEND_ENTRY = 26;
    private static final float[] DASHES = {8, 6};

    private Style() {}

    /** Of a bar or line: a colour for each index, paler with each shade from 0 on. */
    public static Color colour(int index, int shade) {
        Color full = PALETTE.get(index % PALETTE.size());
        double share = Math.pow(0.5, shade);
        return new Color(pale(full.getRed(), share), pale(full.getGreen(), share), pale(full.getBlue(), share));
    }

    private static int pale(int component, double share) {
        return (int) Math.round(WHITE - (WHITE - component) * share);
    }

    /** Of a project where lines stand for projects: not that of one of the first arms. */
    public static Color projectColour(int project) {
        return project < FIRST.size()
                ? FIRST.get((project + FIRST.size() / 2) % FIRST.size())
                : PALETTE.get(project % PALETTE.size());
    }

    /** Of a part of a whole that is drawn in {@link #TEXT}. */
    public static Color partColour(int part) {
        return PALETTE.get((part + 1) % PALETTE.size());
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static Font text() {
        return font(Font.PLAIN, TEXT_SIZE);
    }

    static BasicStroke dashed() {
        return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0);
    }

    /** Pixels that a legend at the right needs, so that none of its entries is cut off. */
    static int height(int entries) {
        return Math.max(HEIGHT, (entries + 2) * LEGEND_ENTRY);
    }

    /** A long legend stands at the right: at the foot it would run out of the picture. */
    static void placeLegend(AxesChartStyler styler, int entries) {
        if (entries > LEGEND_AT_FOOT) {
            styler.setLegendPosition(Styler.LegendPosition.OutsideE).setLegendLayout(Styler.LegendLayout.Vertical);
        }
    }

    static void apply(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT).setBaseFont(text()).setAntiAlias(true);
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(TEXT).setChartPadding(14);
        styler.setChartTitleFont(font(Font.BOLD, TEXT_SIZE + 4)).setChartTitleBoxVisible(false);
        styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setPlotContentSize(CONTENT);
        styler.setLegendFont(text()).setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal).setLegendBorderColor(Color.WHITE);
        styler.setAxisTitleFont(font(Font.PLAIN, TEXT_SIZE)).setAxisTickLabelsFont(text());
        styler.setAxisTickLabelsColor(TEXT).setPlotGridLinesColor(GRID).setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesStroke(new BasicStroke(1)).setYAxisTickLabelsFormattingFunction(Numbers::plain);
    }
}
