/**
 * The evidence of an evaluation in writing: for machines {@code evaluation.json}, for people a
 * page.
 */
package dev.syntheticdata.worker.report;
