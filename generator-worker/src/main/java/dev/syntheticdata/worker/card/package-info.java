/** The dataset card: what a version is, for people who decide whether to use it. */
package dev.syntheticdata.worker.card;
