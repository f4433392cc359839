/** Does the synthetic table give away rows it was made from? */
package dev.syntheticdata.worker.evaluation.privacy;
