/** Does a model trained on the synthetic table work on real rows? */
package dev.syntheticdata.worker.evaluation.utility;
