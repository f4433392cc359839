package dev.syntheticdata.local.pod;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a container declares into the command line of a child process. There are no images
 * here, so whoever knows an image says which program stands for it.
 */
@FunctionalInterface
public interface ContainerCommand {

  /**
   * @param image the container's image reference
   * @param command the container's {@code command}; empty when it leaves the image's entrypoint in
   *     place
   * @param args the container's {@code args}
   * @return program and arguments, at least one element
   * @throws IllegalArgumentException when nothing can stand for the container; the message is shown
   *     in its status
   */
  List<String> argv(String image, List<String> command, List<String> args);

  /** Runs the container's own command and args; a container without a command cannot be run. */
  static ContainerCommand asDeclared() {
    return (image, command, args) -> {
      if (command.isEmpty()) {
        throw new IllegalArgumentException(
            "image " + image + " has no local program: give the container a command");
      }
      List<String> argv = new ArrayList<>(command);
      argv.addAll(args);
      return argv;
    };
  }

  /**
   * Runs {@code program} with the container's args for one image without a command, and defers
   * otherwise.
   *
   * @param program the command line that stands for the image's entrypoint
   */
  default ContainerCommand withProgramFor(String image, List<String> program) {
    List<String> entrypoint = List.copyOf(program);
    return (actual, command, args) -> {
      if (!actual.equals(image) || !command.isEmpty()) {
        return argv(actual, command, args);
      }
      List<String> argv = new ArrayList<>(entrypoint);
      argv.addAll(args);
      return argv;
    };
  }
}
