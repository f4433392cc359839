/** The ways in which a task can fail, each with its own exit code. */
package dev.syntheticdata.worker.failure;
