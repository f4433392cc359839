/** The holdout: the rows that no engine sees. */
package dev.syntheticdata.worker.split;
