/** What judges the scores of models that learned from rows. */
package dev.syntheticdata.worker.evaluation.learn;
