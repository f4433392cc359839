/** Does the synthetic table look like the real one? */
package dev.syntheticdata.worker.evaluation.fidelity;
