/**
 * Benches: the operator's process on a real API server, with Jobs that end at once. Each is a
 * command of {@link dev.syntheticdata.bench.BenchMain}.
 */
package dev.syntheticdata.bench;
