/** Has anything changed since the last version, or in the source since the fit? */
package dev.syntheticdata.worker.evaluation.drift;
