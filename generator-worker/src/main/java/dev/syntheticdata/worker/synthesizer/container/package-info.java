/** The model of an engine in a container. */
package dev.syntheticdata.worker.synthesizer.container;
