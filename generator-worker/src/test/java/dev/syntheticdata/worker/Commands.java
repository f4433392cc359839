package dev.syntheticdata.worker;

import dev.syntheticdata.worker.synthesizer.Rows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Command lines run in this process, in a directory of the test's own. */
abstract class Commands {

  @TempDir Path directory;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  final int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  final String path(String name) {
    return directory.resolve(name).toString();
  }

  /** Fits on the real table of the examples. */
  final int fit(String... more) {
    var args =
        new ArrayList<>(
            List.of("fit", "--source", Rows.flchain().toString(), "--out", path("model")));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }
}
