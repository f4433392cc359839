package dev.syntheticdata.local.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerCommandTest {
  private final ContainerCommand command =
      ContainerCommand.asDeclared()
          .withProgramFor("worker:1", List.of("java", "-jar", "worker.jar"));

  @Test
  void aDeclaredCommandIsRunWithItsArgs() {
    assertThat(command.argv("any", List.of("sh", "-c"), List.of("true")))
        .containsExactly("sh", "-c", "true");
  }

  @Test
  void aKnownImageIsItsProgramWithTheContainersArgs() {
    assertThat(command.argv("worker:1", List.of(), List.of("fit", "--seed", "1")))
        .containsExactly("java", "-jar", "worker.jar", "fit", "--seed", "1");
  }

  @Test
  void aCommandReplacesTheProgramOfAKnownImage() {
    assertThat(command.argv("worker:1", List.of("true"), List.of())).containsExactly("true");
  }

  @Test
  void anUnknownImageWithoutACommandIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> command.argv("engine:2", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine:2")
        .hasMessageContaining("give the container a command");
  }
}
