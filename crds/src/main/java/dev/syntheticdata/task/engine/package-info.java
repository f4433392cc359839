/**
 * The contract between the worker and an engine in a container: the JSON files in the directory
 * that both see. {@code docs/engines/} has it for authors, with JSON Schemas made from these types.
 */
package dev.syntheticdata.task.engine;
