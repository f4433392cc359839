package dev.syntheticdata.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes RESULTS.md from the outcomes under target. */
@Command(name = "report", description = "Writes RESULTS.md from the outcomes under target.")
final class ReportCommand implements Callable<Integer> {

  @Option(names = "--preliminary", description = "Says that other work ran at the same time.")
  boolean preliminary;

  @Override
  public Integer call() throws IOException {
    var outcomes = Outcomes.readAll();
    if (outcomes.isEmpty()) {
      throw new IllegalStateException("there are no outcomes in " + Outcomes.DIRECTORY);
    }
    var machine = outcomes.get(0).machine();
    var text =
        """
        # Results

        Written by `bench/run report` from the outcomes of the benches; `bench/README.md` tells how they measure.
        %s
        | | |
        |---|---|
        | processor | %s, %d cores, shared by API server, etcd, controller manager, the bench and the operator |
        | memory | %d MiB |
        | operator | Java %s, %s, container's memory limit of the chart |
        | Kubernetes | %s, etcd with `--unsafe-no-fsync` |

        %s"""
            .formatted(
                preliminary
                    ? "\n**Preliminary**: other work ran on the machine at the same time.\n"
                    : "",
                machine.processor(),
                machine.cores(),
                machine.memoryMib(),
                machine.java(),
                String.join(" ", machine.jvmFlags()),
                machine.kubernetes(),
                Outcomes.table(outcomes));
    Files.writeString(Path.of("RESULTS.md"), text);
    return 0;
  }
}
