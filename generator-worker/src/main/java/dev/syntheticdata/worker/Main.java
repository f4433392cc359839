package dev.syntheticdata.worker;

import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.worker.failure.WorkerException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The entry point of the worker. */
public final class Main {

  private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command line; the exit code. */
  public static int run(String... args) {
    // What is written is read by machines and by everyone: no node's locale shows in its digits.
    Locale.setDefault(Locale.ROOT);
    return commandLine().execute(args);
  }

  /** The command line, for tests to redirect. */
  static CommandLine commandLine() {
    var line = new CommandLine(new WorkerCommand());
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    return line.setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof WorkerException known) {
                command.getErr().println(known.exitCode().reason() + ": " + known.getMessage());
                command.getErr().flush();
                return known.exitCode().code();
              }
              LOGGER.atError().setCause(exception).log("Command failed");
              return ExitCode.INTERNAL.code();
            });
  }
}
