/** What came from what, as OpenLineage events that catalogues read. */
package dev.syntheticdata.worker.lineage;
