/** Columns that are not learned but made: identifiers by pattern, and invented personal fields. */
package dev.syntheticdata.worker.synthesizer.made;
