/** What seals a version: its manifest and the fingerprint of its rows. */
package dev.syntheticdata.worker.manifest;
