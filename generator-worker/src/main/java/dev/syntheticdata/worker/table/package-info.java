/** Tables in memory, how their columns are described, and their files: CSV and Parquet. */
package dev.syntheticdata.worker.table;
