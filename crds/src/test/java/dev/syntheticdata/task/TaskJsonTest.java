package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'task':'generate','rows':3,'colour':1}                                 | colour
          {'task':'fit','context':{'revision':1,'tenant':'a'}}                    | context.tenant
          {'task':'generate','conditions':{'where':[{'column':'age','near':'3'}]}} | conditions.where[0].near
          {'task':'evaluate','gates':[{},{'of':'age'}]}                           | gates[1].of
          """,
      quoteCharacter = '"')
  void aMemberThatIsUnknownIsNamedWhereverItStands(String json, String member) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskJson.readTask(json.replace('\'', '"')))
        .withMessage("unknown member " + member);
  }

  @Test
  void whatIsNoTaskIsNotTakenForOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskJson.readTask("{\"task\":\"audit\"}"))
        .withMessageStartingWith("not a Task: ");
  }

  @Test
  void otherDocumentsPassOverWhatTheyDoNotKnow() {
    var json = "{\"manifestDigest\":\"m\",\"publishedAt\":\"t\",\"by\":\"p\"}";

    assertThat(TaskJson.read(json, TaskResult.Publish.class))
        .isEqualTo(new TaskResult.Publish("m", "t"));
  }

  /**
   * A member that is always written cannot be told to the worker of a version that began before it
   * was there: such a worker refuses the task.
   */
  @ParameterizedTest
  @CsvSource({
    "FitTask, task seed",
    "GenerateTask, task rows seed shards",
    "EvaluateTask, task rows seed shards",
    "PublishTask, task",
    "PruneTask, task",
    "TaskContext, revision",
    "ObjectLocation, ''"
  })
  void noOtherMembersAreWrittenWhereNothingIsAsked(String type, String members) throws Exception {
    var nothing = TaskJson.write(empty(Class.forName("dev.syntheticdata.task." + type)));

    assertThat(nothing.replaceAll("[{}]|:[^,}]*|\"", "").replace(',', ' ')).isEqualTo(members);
  }

  private static Object empty(Class<?> record) throws ReflectiveOperationException {
    var types =
        Arrays.stream(record.getRecordComponents())
            .map(component -> component.getType())
            .toArray(Class<?>[]::new);
    var nothing =
        Arrays.stream(types)
            .map(type -> type == int.class ? (Object) 0 : type == long.class ? 0L : null)
            .toArray();
    return record.getDeclaredConstructor(types).newInstance(nothing);
  }
}
