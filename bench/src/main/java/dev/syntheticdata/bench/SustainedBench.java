package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "sustained", description = "x")
final class SustainedBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
