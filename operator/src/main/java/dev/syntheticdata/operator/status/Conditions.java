package dev.syntheticdata.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a resource, made anew at each reconciliation. A condition that says what it
 * said before keeps its time, so that an unchanged status is equal to the one before and is not
 * written.
 */
public final class Conditions {

  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";
  public static final String SOURCE_RESOLVED = "SourceResolved";
  public static final String FITTED = "Fitted";
  public static final String GENERATED = "Generated";
  public static final String EVALUATED = "Evaluated";
  public static final String GATES_PASSED = "GatesPassed";
  public static final String PUBLISHED = "Published";
  public static final String OVERWRITE_PROTECTED = "OverwriteProtected";
  public static final String FRESH = "Fresh";
  public static final String LINEAGE_RECORDED = "LineageRecorded";

  /** A condition's message is cut here; Kubernetes allows far more, and nobody reads it. */
  static final int MAX_MESSAGE = 1024;

  private final Map<String, Condition> before = new LinkedHashMap<>();
  private final Map<String, Condition> now = new LinkedHashMap<>();
  private final Long generation;
  private final String time;

  /**
   * @param before the conditions in the status; null where there is none
   * @param generation generation of the resource that is described
   * @param clock the clock of transitions
   */
  public Conditions(List<Condition> before, Long generation, Clock clock) {
    if (before != null) {
      before.forEach(c -> this.before.put(c.getType(), c));
    }
    this.generation = generation;
    this.time = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Keeps a condition as it was; does nothing where it was not there. */
  public Conditions keep(String type) {
    if (before.containsKey(type)) {
      now.put(type, before.get(type));
    }
    return this;
  }

  /** Sets a condition to True. */
  public Conditions yes(String type, Reason reason, String message) {
    return set(type, "True", reason, message);
  }

  /** Sets a condition to False. */
  public Conditions no(String type, Reason reason, String message) {
    return set(type, "False", reason, message);
  }

  /** The conditions with the trio that the outcome asks for; the trio stands first. */
  public List<Condition> with(Outcome outcome) {
    var domain = new ArrayList<>(now.values());
    now.clear();
    if (outcome instanceof Outcome.Ready) {
      set(READY, "True", outcome.reason(), outcome.message());
    } else if (outcome instanceof Outcome.Progressing) {
      set(READY, "Unknown", outcome.reason(), outcome.message());
      set(RECONCILING, "True", outcome.reason(), outcome.message());
    } else if (outcome instanceof Outcome.Stalled) {
      set(READY, "False", outcome.reason(), outcome.message());
      set(STALLED, "True", outcome.reason(), outcome.message());
    } else {
      set(READY, "False", outcome.reason(), outcome.message());
    }
    var result = new ArrayList<>(now.values());
    result.addAll(domain);
    return result;
  }

  private Conditions set(String type, String status, Reason reason, String message) {
    var text = cut(message);
    var old = before.get(type);
    boolean same = old != null && status.equals(old.getStatus());
    now.put(
        type,
        new ConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason.word())
            .withMessage(text)
            .withObservedGeneration(generation)
            .withLastTransitionTime(same ? old.getLastTransitionTime() : time)
            .build());
    return this;
  }

  /** A message of at most that length, and never half a character; empty where there is none. */
  public static String cut(String message) {
    if (message == null || message.length() <= MAX_MESSAGE) {
      return message == null ? "" : message;
    }
    int end = MAX_MESSAGE - 1;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  /** The condition of that type. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
  }

  /** Whether the condition of that type is True. */
  public static boolean isTrue(List<Condition> conditions, String type) {
    return find(conditions, type).filter(c -> "True".equals(c.getStatus())).isPresent();
  }
}
