package dev.syntheticdata.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benches, by name. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description = "Measures the operator on a real API server with Jobs that end at once.",
    subcommands = {
      CreateBench.class,
      SustainedBench.class,
      LatencyBench.class,
      MemoryBench.class,
      RestartBench.class,
      CallsBench.class,
      StartupBench.class,
      ChurnBench.class,
      ReportCommand.class
    })
public final class BenchMain {

  private BenchMain() {}

  /** Runs one. */
  public static void main(String[] args) {
    // Clients leave threads behind that nobody waits for.
    System.exit(new CommandLine(new BenchMain()).execute(args));
  }
}
