/** The engine that keeps no relation between columns. */
package dev.syntheticdata.worker.synthesizer.independent;
