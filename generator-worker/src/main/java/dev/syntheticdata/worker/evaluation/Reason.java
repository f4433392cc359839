package dev.syntheticdata.worker.evaluation;

/** Why a metric has no value. The names are written into the evaluation and into gate verdicts. */
public enum Reason {
  /** There is no real table of unseen rows to compare with. */
  BaselineMissing,
  /** The metric needs a declared target column and there is none. */
  TargetMissing,
  /** The metric needs a declared protected column and there is none. */
  ProtectedColumnMissing,
  /** There is no earlier published version, or its profile cannot be read. */
  PreviousVersionMissing,
  /** The metric means nothing for this table: no column, pair or class it applies to. */
  NotApplicable,
  /** There are fewer rows than the metric needs to mean anything. */
  TooFewRows,
  /** The computation broke; the log of the task has the cause. */
  ComputationFailed
}
