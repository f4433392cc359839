/** Object storage: one bucket, its objects created once. */
package dev.syntheticdata.worker.storage;
