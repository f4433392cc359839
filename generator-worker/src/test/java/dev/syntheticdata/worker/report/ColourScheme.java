package dev.syntheticdata.worker.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The colours of the page's style sheet, light or dark.
 *
 * @param colours name to {@code rrggbb}
 */
record ColourScheme(Map<String, String> colours) {

  private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*--card[^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6})");

  static List<ColourScheme> all() throws IOException {
    try (var stream = HtmlReport.class.getResourceAsStream("report.css")) {
      var css = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      var schemes = new ArrayList<ColourScheme>();
      for (var scheme = SCHEME.matcher(css); scheme.find(); ) {
        var colours = new HashMap<String, String>();
        for (var colour = COLOUR.matcher(scheme.group(1)); colour.find(); ) {
          colours.put(colour.group(1), colour.group(2));
        }
        schemes.add(new ColourScheme(colours));
      }
      if (schemes.size() != 2) {
        throw new IllegalStateException("a light and a dark scheme are expected, not " + schemes);
      }
      return schemes;
    }
  }

  /** Contrast ratio of two colours, 1 to 21: WCAG 2.2, definition of contrast ratio. */
  double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private double luminance(String name) {
    int rgb = Integer.parseInt(colours.get(name), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double c = (channel & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
