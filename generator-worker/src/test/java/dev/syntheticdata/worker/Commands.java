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
    return run(List.of("fit", "--source", Rows.flchain().toString(), "--out", path("model")), more);
  }

  /** Generates by the model that was fitted, into a directory of that name. */
  final int generate(String into, String... more) {
    return run(List.of("generate", "--model", path("model"), "--out", path(into)), more);
  }

  private int run(List<String> first, String... more) {
    var args = new ArrayList<>(first);
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }
}
