package dev.syntheticdata.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.HttpWatchClient;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API server of local mode answers as a real one does: what it stores with its defaults, and
 * each refusal to the word.
 */
@ExtendWith(OnControlPlane.class)
class ServersAgreeTest {

  private static LocalApiServer api;
  private static KubernetesClient local;
  private static KubernetesClient real;

  @BeforeAll
  static void start(ControlPlane plane) throws IOException {
    plane.clean();
    real = plane.newClient("comparison");
    api = LocalApiServer.start(LocalApiServer.Config.defaults());
    api.applyCrds(Path.of("..", "crds"));
    local = HttpWatchClient.of(api);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      local.close();
      real.close();
      api.close();
    }
  }

  @AfterEach
  void clean() {
    Leftovers.remove(local);
    Leftovers.remove(real);
  }

  static Stream<CorpusCase> corpus() {
    return Stream.concat(CorpusCase.valid(), CorpusCase.invalid());
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void theAnswerIsTheSame(CorpusCase file) {
    var expected = comparable(file.writeTo(real));
    file.resources().forEach(r -> r.getMetadata().setResourceVersion(null));

    assertThat(comparable(file.writeTo(local))).isEqualTo(expected);
  }

  /** Several causes come in any order, in the message too. */
  private static List<CorpusCase.Answer> comparable(List<CorpusCase.Answer> answers) {
    return answers.stream()
        .map(
            answer ->
                answer instanceof CorpusCase.Answer.Refused r && r.causes().size() > 1
                    ? new CorpusCase.Answer.Refused(r.code(), r.reason(), "", r.causes())
                    : answer)
        .toList();
  }
}
