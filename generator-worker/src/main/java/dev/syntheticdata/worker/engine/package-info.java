/**
 * The directory that worker and engine share: what the worker writes there for an engine of another
 * make, and how it reads what the engine left, of which nothing is trusted.
 */
package dev.syntheticdata.worker.engine;
