/** Rows of which something is known: what is asked, and what an engine must answer. */
package dev.syntheticdata.worker.synthesizer.condition;
