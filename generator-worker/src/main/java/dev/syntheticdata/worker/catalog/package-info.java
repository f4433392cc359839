/** A version as catalogues and registries want it described. */
package dev.syntheticdata.worker.catalog;
