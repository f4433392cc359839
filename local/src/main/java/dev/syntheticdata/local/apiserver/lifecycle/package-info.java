/** Writing and deleting objects, and the rules of the built-in kinds. */
package dev.syntheticdata.local.apiserver.lifecycle;
