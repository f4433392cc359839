package dev.syntheticdata.worker;

import dev.syntheticdata.worker.task.EvaluateCommand;
import dev.syntheticdata.worker.task.FitCommand;
import dev.syntheticdata.worker.task.GenerateCommand;
import dev.syntheticdata.worker.task.PruneCommand;
import dev.syntheticdata.worker.task.PublishCommand;
import picocli.CommandLine.Command;

/** The worker's command line. */
@Command(
    name = "generator-worker",
    mixinStandardHelpOptions = true,
    version = "generator-worker 0.1.0",
    description = {
      "Learn from real tables, generate synthetic ones, and measure them.",
      "",
      "Each command runs on local files, or, with --task, on object storage as a Job of the"
          + " Synthetic Data Operator."
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done",
      " 1:internal error: a defect, or the machine's fault; the log has the stack trace",
      " 2:the command line was wrong",
      " 3:evaluate --gates: a required gate did not pass; the evidence is written all the same",
      "10:the input is wrong and will stay so: a bad table, a missing object, refused credentials",
      "11:storage holds other content under a name that the task owns",
      "12:the engine of a container failed, or wrote what its contract forbids",
      "20:the source could not be reached for a while; try again later",
      "21:the storage could not be reached for a while; try again later"
    },
    footer = {
      "",
      "Example, from a real table to synthetic rows:",
      "  generator-worker fit --source real.csv --target y --holdout 0.2 --seed 1 --out model/",
      "  generator-worker generate --model model/ --rows 1000 --seed 1 --format csv --out out/"
    },
    subcommands = {
      FitCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      PublishCommand.class,
      PruneCommand.class
    })
public final class WorkerCommand {}
