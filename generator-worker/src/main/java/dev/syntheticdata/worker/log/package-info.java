/** How the worker logs. */
package dev.syntheticdata.worker.log;
