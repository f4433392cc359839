package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is installed holds to the Kubernetes API: a misspelt field would be dropped there. */
class ManifestsTest {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "ClusterRole", ClusterRole.class,
          "ClusterRoleBinding", ClusterRoleBinding.class,
          "Deployment", Deployment.class,
          "ConfigMap", ConfigMap.class,
          "NetworkPolicy", NetworkPolicy.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "Service", Service.class,
          "ServiceAccount", ServiceAccount.class);

  /** Not of the Kubernetes API; MonitoringTest looks at these. */
  private static final String PROMETHEUS_OPERATOR = "monitoring.coreos.com/v1";

  /** The models keep unknown fields aside; here they are errors. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"defaults", "replicated", "namespaced", "rights-by-others", "guarded"})
  void everyFieldIsOneOfTheKubernetesApi(String golden) throws IOException {
    for (var object : objects(golden)) {
      if (object.path("apiVersion").asText().equals(PROMETHEUS_OPERATOR)) {
        continue;
      }
      var typed = typed(object);
      assertThat(typed.getApiVersion()).isEqualTo(object.path("apiVersion").asText());
    }
  }

  @Test
  void aMisspeltFieldIsFound() throws IOException {
    var deployment =
        objects("defaults").stream()
            .filter(object -> object.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePullPolice", "x");
    assertThatThrownBy(() -> typed(deployment))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("imagePullPolice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults", "replicated", "namespaced", "guarded"})
  void noTwoObjectsShareAName(String golden) throws IOException {
    assertThat(objects(golden))
        .extracting(
            object ->
                List.of(
                    object.path("kind").asText(),
                    object.at("/metadata/namespace").asText(),
                    object.at("/metadata/name").asText()))
        .doesNotHaveDuplicates();
  }

  private static HasMetadata typed(JsonNode object) throws IOException {
    var kind = object.path("kind").asText();
    assertThat(KINDS).containsKey(kind);
    return STRICT.treeToValue(object, KINDS.get(kind));
  }

  private static List<JsonNode> objects(String golden) throws IOException {
    return Chart.objects(
        Files.readString(Path.of("src/test/resources/golden", golden + ".values.yaml")));
  }
}
