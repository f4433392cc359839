/** Constraints: what holds in every generated row, by construction or by drawing again. */
package dev.syntheticdata.worker.synthesizer.constraint;
