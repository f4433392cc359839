/** The distribution of one column by itself, for all engines. */
package dev.syntheticdata.worker.synthesizer.margin;
