package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "calls", description = "x")
final class CallsBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
