/**
 * The Job controller of local mode. {@link dev.syntheticdata.local.job.JobDecider} says what
 * follows from a Job, its pods and the time; {@link dev.syntheticdata.local.job.JobController}
 * reads and writes.
 */
package dev.syntheticdata.local.job;
