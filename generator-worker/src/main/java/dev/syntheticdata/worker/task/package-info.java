/** The commands, and how a Job runs them. */
package dev.syntheticdata.worker.task;
