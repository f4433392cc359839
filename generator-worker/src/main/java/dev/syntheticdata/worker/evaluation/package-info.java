/**
 * Measures a synthetic table against the real one. {@link
 * dev.syntheticdata.worker.evaluation.Evaluator} runs the families of metrics one after another;
 * each is a class in a package below, works on aligned tables in memory, and leaves a value or a
 * reason. The vocabulary is {@link dev.syntheticdata.task.Metric}, what each means {@link
 * dev.syntheticdata.worker.evaluation.MetricDefinition}.
 */
package dev.syntheticdata.worker.evaluation;
