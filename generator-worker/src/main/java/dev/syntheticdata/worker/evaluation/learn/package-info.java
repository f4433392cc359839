/** Gradient boosted trees and what is needed to judge them. */
package dev.syntheticdata.worker.evaluation.learn;
