package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "churn", description = "x")
final class ChurnBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
