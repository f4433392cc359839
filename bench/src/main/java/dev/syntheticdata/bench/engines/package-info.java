/** Measures the worker's engines in process. */
package dev.syntheticdata.bench.engines;
