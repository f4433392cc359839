/**
 * Differentially private marginals: noisy counts of one, two and three columns, and a network of
 * conditional tables through them. {@link
 * dev.syntheticdata.worker.synthesizer.marginals.Mechanisms} is the only place where a count of the
 * source meets the outside, and it adds noise and keeps the books.
 */
package dev.syntheticdata.worker.synthesizer.marginals;
