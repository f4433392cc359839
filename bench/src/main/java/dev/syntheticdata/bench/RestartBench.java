package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "restart", description = "x")
final class RestartBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
