package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "latency", description = "x")
final class LatencyBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
