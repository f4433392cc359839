package dev.syntheticdata.bench;

import java.util.List;

/**
 * What a bench found, as it is kept.
 *
 * @param bench its name
 * @param command how it was run
 * @param commit what was run
 * @param finishedAt when it ended (RFC 3339)
 * @param machine where it ran
 * @param figures what was measured
 * @param notes what to know of them
 */
record Outcome(
    String bench,
    String command,
    String commit,
    String finishedAt,
    Machine machine,
    List<Figure> figures,
    List<String> notes) {

  /**
   * A machine.
   *
   * @param processor model of its processors
   * @param cores how many there are
   * @param memoryMib memory in MiB
   * @param java the Java that the operator ran on
   * @param jvmFlags the operator's flags
   * @param kubernetes version of the API server
   */
  record Machine(
      String processor,
      int cores,
      long memoryMib,
      String java,
      List<String> jvmFlags,
      String kubernetes) {}
}
