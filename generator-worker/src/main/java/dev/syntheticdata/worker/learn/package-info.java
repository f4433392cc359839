/** Models that predict one column from others: gradient boosted trees and linear ones. */
package dev.syntheticdata.worker.learn;
