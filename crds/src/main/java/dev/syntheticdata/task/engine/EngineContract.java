package dev.syntheticdata.task.engine;

/**
 * Where what is in the directory that worker and engine share. All names are relative to it, and
 * files name each other the same way, so that the directory may lie anywhere.
 */
public final class EngineContract {

  /** Version of the contract. It grows only when an engine that keeps to it would fail. */
  public static final int VERSION = 1;

  /** The variable that tells an engine where the directory lies. */
  public static final String VARIABLE = "ENGINE_DATA";

  /** Where it lies in a pod. */
  public static final String DIRECTORY = "/data";

  /** The {@link EngineTask}. */
  public static final String TASK = "task.json";

  /** The {@link EngineSchema}. */
  public static final String SCHEMA = "schema.json";

  /** Directory of the source's rows, for a fit. */
  public static final String SOURCE = "source";

  /** Directory of the model: a fit writes it, a generation reads it. */
  public static final String MODEL = "model";

  /** Directory of the rows, which a generation writes. */
  public static final String OUT = "out";

  /** The {@link EngineResult}, which a fit may write. */
  public static final String RESULT = "result.json";

  /** Exit code of an engine that finds its input wrong. */
  public static final int INVALID_INPUT = 10;

  /** Exit code of an engine that may succeed when it is run again. */
  public static final int TRY_AGAIN = 20;

  private EngineContract() {}
}
