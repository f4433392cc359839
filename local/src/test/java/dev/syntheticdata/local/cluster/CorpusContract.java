package dev.syntheticdata.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What resources an API server with the CRDs takes, and what it says to those it refuses. */
abstract class CorpusContract {

  /** A client of the server; in its namespace, default, there is nothing else. */
  abstract KubernetesClient client();

  @AfterEach
  void clean() {
    Leftovers.remove(client());
  }

  @ParameterizedTest
  @MethodSource("dev.syntheticdata.local.cluster.CorpusCase#valid")
  void isAccepted(CorpusCase file) {
    assertThat(file.writeTo(client()))
        .hasSameSizeAs(file.resources())
        .allMatch(CorpusCase.Answer.Accepted.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("dev.syntheticdata.local.cluster.CorpusCase#invalid")
  void isRefusedWithItsMessage(CorpusCase file) {
    var answers = file.writeTo(client());

    assertThat(answers).hasSameSizeAs(file.resources());
    assertThat(last(answers))
        .isInstanceOfSatisfying(
            CorpusCase.Answer.Refused.class,
            refused -> assertThat(refused.message()).contains(file.expected()));
  }

  private static CorpusCase.Answer last(List<CorpusCase.Answer> answers) {
    return answers.get(answers.size() - 1);
  }
}
