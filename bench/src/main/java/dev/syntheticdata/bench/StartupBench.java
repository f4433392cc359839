package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "startup", description = "x")
final class StartupBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
