package dev.syntheticdata.local.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file of the corpus: resources that are written one after another. A second one of the same
 * kind and name changes the first. In {@code invalid}, the last is to be refused, and the first
 * line of the file is a comment with a part of the message.
 *
 * @param name name of the file
 * @param expected a part of the message of the refusal; null in {@code valid}
 * @param resources what is written, in this order
 */
record CorpusCase(String name, String expected, List<GenericKubernetesResource> resources) {

  private static final Path ROOT = Path.of("src", "test", "resources", "corpus");
  private static final String COMMENT = "# ";

  /** How an API server answered. */
  sealed interface Answer {

    /**
     * It took the resource.
     *
     * @param spec the spec as it stored it
     */
    record Accepted(Map<String, Object> spec) implements Answer {}

    /**
     * It refused it.
     *
     * @param code HTTP status
     * @param reason its word for it
     * @param message its message
     * @param causes what it says to each field; a real API server names them in any order
     */
    record Refused(int code, String reason, String message, Set<String> causes) implements Answer {}
  }

  static Stream<CorpusCase> valid() {
    return files("valid").map(file -> read(file, false));
  }

  static Stream<CorpusCase> invalid() {
    return files("invalid").map(file -> read(file, true));
  }

  private static Stream<Path> files(String directory) {
    try (var files = Files.list(ROOT.resolve(directory))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusCase read(Path file, boolean refused) {
    try {
      var content = Files.readString(file);
      var first = content.lines().findFirst().orElse("");
      if (refused && (!first.startsWith(COMMENT) || first.length() == COMMENT.length())) {
        throw new IllegalStateException(
            file + ": the first line must be a comment with the expected message");
      }
      var resources =
          Arrays.stream(content.split("(?m)^---$"))
              .map(d -> Serialization.unmarshal(d, GenericKubernetesResource.class))
              .toList();
      return new CorpusCase(
          file.getFileName().toString(),
          refused ? first.substring(COMMENT.length()).strip() : null,
          resources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes all, and tells the answers to each, as far as the first refusal. */
  List<Answer> writeTo(KubernetesClient client) {
    var answers = new ArrayList<Answer>();
    for (var resource : resources) {
      var answer = write(client, resource);
      answers.add(answer);
      if (answer instanceof Answer.Refused) {
        break;
      }
    }
    return answers;
  }

  private static Answer write(KubernetesClient client, GenericKubernetesResource resource) {
    try {
      var api =
          client
              .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
              .inNamespace("default");
      var present = api.withName(resource.getMetadata().getName()).get();
      if (present != null) {
        resource.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
      }
      var strict = api.resource(resource).fieldValidation(Validation.STRICT);
      var written = present == null ? strict.create() : strict.update();
      return new Answer.Accepted(written.get("spec"));
    } catch (KubernetesClientException e) {
      var status = e.getStatus();
      if (status == null) {
        throw e;
      }
      return new Answer.Refused(
          status.getCode(), status.getReason(), status.getMessage(), causes(status));
    }
  }

  private static Set<String> causes(Status status) {
    var causes = status.getDetails() == null ? null : status.getDetails().getCauses();
    return causes == null
        ? Set.of()
        : causes.stream()
            .map(c -> c.getReason() + " " + c.getField() + ": " + c.getMessage())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return name;
  }
}
