package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.DeletionPolicy;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.api.v1alpha1.Refresh;
import dev.syntheticdata.api.v1alpha1.Retention;
import dev.syntheticdata.api.v1alpha1.SchemaDeclaration;
import dev.syntheticdata.api.v1alpha1.SequenceDeclaration;
import dev.syntheticdata.api.v1alpha1.Upkeep;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.worker.Copy;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlingTest {

  @Test
  void theSplitIsAPartOfThePreparation() {
    assertThat(Handling.of(TestEvidence.task(List.of())).preparation())
        .containsExactly(
            "Of the real rows 200 were held out before a model was fitted to the other 600.");
    assertThat(handling(null, new Holdout(0.25, "clinic"), null).preparation())
        .containsExactly(
            "Of the real rows 200 were held out, all of one clinic together, before a model was"
                + " fitted to the other 600.");
  }

  @Test
  void columnsThatWereNotLearnedAreNamed() {
    var schema =
        new SchemaDeclaration(
            List.of(
                ColumnDeclaration.of("age", ColumnType.INTEGER, null),
                column("id", "P[0-9]{6}", null, null),
                column("name", null, PersonalField.LAST_NAME, "de-AT"),
                column("city", null, PersonalField.CITY, null)),
            new SequenceDeclaration("id", "day", null),
            null);

    var handling = handling(schema, new Holdout(0.25, null), null);

    assertThat(handling.preparation())
        .containsExactly(
            "Of the real rows 200 were held out, all of one id together, before a model was fitted"
                + " to the other 600.",
            "Rows were read as sequences of events, one for each id, in the order of day.",
            "Column id was not learned: new identifiers of a declared form take its place.",
            "Column name was not learned: invented values take its place.",
            "Column city was not learned: invented values take its place.");
    assertThat(handling.languages()).containsExactly("de", "en");
  }

  private static ColumnDeclaration column(
      String name, String pattern, PersonalField personal, String locale) {
    return new ColumnDeclaration(name, null, null, null, null, null, pattern, personal, locale);
  }

  @Test
  void refreshAndRetentionAreSaidAsTheyWereDeclared() {
    var upkeep =
        new Upkeep(
            new Refresh("0 3 1 * *", "Europe/Berlin", null, null, false),
            new Retention(3, DeletionPolicy.DELETE));

    assertThat(handling(null, null, upkeep).maintenance())
        .containsExactly(
            "A version is never altered; a newer one has a number of its own.",
            "Made anew by the schedule 0 3 1 * * (Europe/Berlin).",
            "Besides the one in use the newest 3 finished versions are kept; the objects of older"
                + " ones are deleted.",
            "This was declared when the version was made, and may have changed since.");
  }

  @Test
  void whatIsNotDeclaredIsWhatTheApiSaysOfIt() {
    assertThat(handling(null, null, new Upkeep(null, null)).maintenance())
        .contains(
            "Made anew when its generator has a new version that is ready.",
            "Besides the one in use the newest 10 finished versions are kept; the objects of older"
                + " ones stay in the storage.");
    var never = new Upkeep(new Refresh(null, null, null, null, false), null);
    assertThat(handling(null, null, never).maintenance())
        .contains("Not made anew unless its specification changes or somebody asks for it.");
  }

  @Test
  void ofWhatIsNotKnownNothingIsSaid() {
    assertThat(handling(null, null, null).maintenance())
        .containsExactly("A version is never altered; a newer one has a number of its own.");
    assertThat(Handling.UNKNOWN.maintenance()).isEmpty();
    assertThat(Handling.UNKNOWN.preparation()).isEmpty();
  }

  private static Handling handling(SchemaDeclaration schema, Holdout holdout, Upkeep upkeep) {
    return Handling.of(task(schema, holdout, upkeep));
  }

  /** The task of the evidence with other declarations. */
  private static EvaluateTask task(SchemaDeclaration schema, Holdout holdout, Upkeep upkeep) {
    var of = TestEvidence.task(List.of());
    var generator = Copy.of(of.generator()).with("schema", schema).with("holdout", holdout).make();
    return Copy.of(of).with("generator", generator).with("upkeep", upkeep).make();
  }
}
