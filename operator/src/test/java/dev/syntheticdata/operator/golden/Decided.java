package dev.syntheticdata.operator.golden;

import dev.syntheticdata.operator.policy.Decision;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decisions, as golden files say them: the decision, and why where there is a why. */
public final class Decided {

  private Decided() {}

  /** The same, from the decision the operator made. */
  public static Map<String, String> of(Decision decision) {
    var said = new LinkedHashMap<String, String>();
    said.put("decision", decision.getClass().getSimpleName());
    if (decision instanceof Decision.Create create) {
      said.put("reason", create.reason().word());
    } else if (decision instanceof Decision.Wait wait) {
      said.put("reason", wait.reason().word());
      said.put("message", wait.message());
    } else if (decision instanceof Decision.Refuse refuse) {
      said.put("reason", refuse.reason().word());
      said.put("message", refuse.message());
    }
    return said;
  }
}
