/** Structural schemas: of the built-in kinds and of CRDs, and what is done with them. */
package dev.syntheticdata.local.apiserver.schema;
