/** The S3 server of local mode and of tests, over a directory of ordinary files. */
package dev.syntheticdata.local.objectstore;
