package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.storage.ObjectStores;
import dev.syntheticdata.worker.storage.Sleeper;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * What a task needs of its surroundings.
 *
 * @param variables value of an environment variable, or null
 * @param stores opens buckets
 * @param clock the time, for the moment of a publication
 */
public record TaskEnvironment(UnaryOperator<String> variables, ObjectStores stores, Clock clock) {

  /** The process's own. */
  public static TaskEnvironment ofProcess() {
    UnaryOperator<String> variables = System::getenv;
    return new TaskEnvironment(
        variables, new ObjectStores(variables, Sleeper.real()), Clock.systemUTC());
  }
}
