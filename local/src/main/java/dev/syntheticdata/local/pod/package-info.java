/**
 * The node of local mode: {@link dev.syntheticdata.local.pod.PodRunner} runs the containers of pods
 * as child processes, with their environment, volumes, logs and termination messages.
 */
package dev.syntheticdata.local.pod;
