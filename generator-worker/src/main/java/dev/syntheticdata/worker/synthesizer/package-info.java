/** The engines behind one interface, their models, and the random numbers they draw. */
package dev.syntheticdata.worker.synthesizer;
