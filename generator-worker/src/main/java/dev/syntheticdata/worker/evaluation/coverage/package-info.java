/** Does the synthetic table hold every kind of value the real one has? */
package dev.syntheticdata.worker.evaluation.coverage;
