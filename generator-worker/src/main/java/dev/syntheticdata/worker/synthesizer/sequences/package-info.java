/**
 * Sequences of events by the trees engine: first an entity with its length and what is constant for
 * it, then its events one after another, each from trees over the entity, its place in the sequence
 * and the events before it.
 */
package dev.syntheticdata.worker.synthesizer.sequences;
