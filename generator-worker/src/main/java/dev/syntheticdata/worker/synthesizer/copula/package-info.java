/** The Gaussian copula. */
package dev.syntheticdata.worker.synthesizer.copula;
