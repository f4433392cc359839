/** Are groups of people treated alike, by the synthetic table and by a model trained on it? */
package dev.syntheticdata.worker.evaluation.fairness;
