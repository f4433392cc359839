package dev.syntheticdata.bench;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "memory", description = "x")
final class MemoryBench extends Bench {
  @Override
  void measure(Rig rig) {}
}
