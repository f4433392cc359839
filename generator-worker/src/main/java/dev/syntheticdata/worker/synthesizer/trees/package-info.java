/**
 * Sequential histogram trees: every column is drawn from a tree over the columns before it. The
 * columns are codes while they are learned and drawn; {@link
 * dev.syntheticdata.worker.synthesizer.trees.Coding} says which.
 */
package dev.syntheticdata.worker.synthesizer.trees;
