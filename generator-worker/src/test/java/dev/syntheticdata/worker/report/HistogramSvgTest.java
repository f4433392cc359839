package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramSvgTest {

  private static String picture(String... labels) {
    var shares = List.of(labels).stream().map(label -> 1.0 / labels.length).toList();
    return HistogramSvg.of("office", new Histogram(List.of(labels), shares, shares, false));
  }

  @Test
  void aLongLabelAtTheEdgeLosesItsMiddle() {
    assertThat(picture("none", "private", "state", "local government"))
        .contains("x=\"280.0\" y=\"119.0\" text-anchor=\"middle\">local…nment<");
  }

  @Test
  void labelsThatBeginAlikeAreToldByTheirEnds() {
    assertThat(picture("the district number 1", "the district number 2", "abroad and unknown"))
        .contains("mber 1<", "mber 2<", ">abroad …unknown<");
  }

  @Test
  void aShortOneStandsBelowItsBin() {
    assertThat(picture("no", "yes"))
        .contains("x=\"240.0\" y=\"119.0\" text-anchor=\"middle\">yes<");
  }
}
