package dev.syntheticdata.operator.golden;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syntheticdata.operator.policy.Decision;

/**
 * A decision, as a golden file says it.
 *
 * @param decision Create, Nothing, Wait or Refuse
 * @param reason why; null for Nothing
 * @param message why, for people; null for Nothing and Create
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decided(String decision, String reason, String message) {

  /** The same, from the decision the operator made. */
  public static Decided of(Decision decision) {
    if (decision instanceof Decision.Create create) {
      return new Decided("Create", create.reason().word(), null);
    }
    if (decision instanceof Decision.Wait wait) {
      return new Decided("Wait", wait.reason().word(), wait.message());
    }
    if (decision instanceof Decision.Refuse refuse) {
      return new Decided("Refuse", refuse.reason().word(), refuse.message());
    }
    return new Decided("Nothing", null, null);
  }
}
