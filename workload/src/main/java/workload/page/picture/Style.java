package workload.page.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;

import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** How every picture looks: one size, one font, the colours of the page. */
final class Style {
    /** Pixels. */
    static final int WIDTH = 1000;
    static final int HEIGHT = 560;

    static final Color TEXT = Palette.colour("fg");
    static final Color AXIS = Palette.colour("axis");

    /** A little less than all of the plot: XChart leaves out ticks that stand on its very edge. */
    private static final double CONTENT = 0.995;
    private static final int TEXT_SIZE = 14;
    private static final int TITLE_SIZE = 18;
    private static final int MARKER = 8;
    private static final int PADDING = 14;
    private static final int LEGEND_AT_FOOT = 5;
    /** Pixels of height. */
    private static final int LEGEND_ENTRY = 26;
    private static final float[] DASHES = {8, 6};
    private static final float MITER = 10;

    private Style() {}

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static BasicStroke dashed() {
        return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, MITER, DASHES, 0);
    }

    /** Pixels that a legend at the right needs, so that none of its entries is cut off. */
    static int height(int entries) {
        return Math.max(HEIGHT, (entries + 2) * LEGEND_ENTRY);
    }

    static void apply(AxesChartStyler styler) {
        Font text = font(Font.PLAIN, TEXT_SIZE);
        styler.setLocale(Locale.ROOT).setBaseFont(text).setAntiAlias(true);
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(TEXT).setChartPadding(PADDING);
        styler.setChartTitleFont(font(Font.BOLD, TITLE_SIZE)).setChartTitleBoxVisible(false);
        styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setPlotContentSize(CONTENT);
        styler.setLegendFont(text).setLegendBorderColor(Color.WHITE);
        styler.setAxisTitleFont(text).setAxisTickLabelsFont(text).setAxisTickLabelsColor(TEXT);
        styler.setMarkerSize(MARKER);
        styler.setPlotGridLinesColor(Palette.colour("grid")).setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
    }

    /** A long legend stands at the right: at the foot it would run out of the picture. */
    static void placeLegend(AxesChartStyler styler, long entries) {
        if (entries > LEGEND_AT_FOOT) {
            styler.setLegendPosition(Styler.LegendPosition.OutsideE).setLegendLayout(Styler.LegendLayout.Vertical);
        } else {
            styler.setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        }
    }

    /**
     * @param room
     *            share of the axis for what stands on bars
     */
    static void scaleY(AxesChartStyler styler, Axis axis, double room) {
        styler.setYAxisMin(axis.low()).setYAxisMax(axis.highWith(room))
                .setYAxisTickLabelsFormattingFunction(axis.numbers());
        styler.setYAxisLogarithmic(axis.isLogarithmic());
    }
}
