package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A generator of sequences: visits of patients come out as visits of patients. */
class SequencesTest {

  @RegisterExtension static final World WORLD = new World();

  private static final Resource GENERATOR =
      Resource.generator("visits")
          .with("spec.source.location.key", "visits.csv")
          .with("spec.schema", "{sequence: {key: patient, orderBy: day}}")
          .with("spec.engine", "{autoregressiveTrees: {}}");

  /** 150 patients of one to six visits; the pressure stays near where it was. */
  private static String visits() {
    var random = new Random(2);
    var lines = new ArrayList<String>();
    lines.add("patient,sex,day,pressure");
    for (int patient = 0; patient < 150; patient++) {
      int pressure = 100 + random.nextInt(60);
      int visits = 1 + random.nextInt(6);
      for (int visit = 0; visit < visits; visit++) {
        pressure += random.nextInt(7) - 3;
        lines.add(
            "%d,%s,%d,%d".formatted(patient, patient % 2 == 0 ? "f" : "m", 90 * visit, pressure));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void visitsOfAPatientStandTogetherAndInOrder() {
    WORLD.storage().upload("visits.csv", visits());
    WORLD.apply(GENERATOR);
    WORLD.apply(
        Resource.dataset("visits", "visits")
            .with(
                "spec.gates",
                "[{metric: fidelity.sequence-length, min: 0.8},"
                    + " {metric: fidelity.sequence-inter-event-time, min: 0.8}]"));

    WORLD.awaitPublished("visits", 1);

    var version = WORLD.version("visits-v1");
    assertThat(version.getSpec().generatorVersion().holdout().by()).isEqualTo("patient");
    String rows =
        WORLD
            .storage()
            .text(Storage.SYNTHETIC_DATA, version.getStatus().path() + "/data/part-00000.csv");
    var lines = rows.lines().skip(1).map(line -> line.split(",")).toList();
    assertThat(lines).hasSize(300);
    var seen = new HashSet<String>();
    for (int i = 0; i < lines.size(); i++) {
      String[] line = lines.get(i);
      boolean first = i == 0 || !lines.get(i - 1)[0].equals(line[0]);
      if (first) {
        assertThat(seen.add(line[0])).as("patient %s is new", line[0]).isTrue();
      } else {
        assertThat(line[1]).isEqualTo(lines.get(i - 1)[1]);
        assertThat(Integer.parseInt(line[2]))
            .isGreaterThanOrEqualTo(Integer.parseInt(lines.get(i - 1)[2]));
      }
    }
  }
}
