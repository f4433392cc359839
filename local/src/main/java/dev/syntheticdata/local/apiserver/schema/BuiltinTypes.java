package dev.syntheticdata.local.apiserver.schema;

import dev.syntheticdata.local.apiserver.model.ResourceType;
import java.util.List;
import java.util.Locale;

/** The kinds that are served without a CRD. */
public final class BuiltinTypes {
  public static final String NAMESPACES = "namespaces";
  public static final String CONFIG_MAPS = "configmaps";
  public static final String SECRETS = "secrets";
  public static final String PODS = "pods";
  public static final String EVENTS = "events";
  public static final String JOBS = "jobs.batch";
  public static final String CRDS = "customresourcedefinitions.apiextensions.k8s.io";

  private static final String RBAC = "rbac.authorization.k8s.io";

  private BuiltinTypes() {}

  /** All built-in types. */
  public static List<ResourceType> all() {
    return List.of(
        cluster("", "Namespace", "ns").withStatus().build(),
        namespaced("", "ConfigMap", "cm").build(),
        namespaced("", "Secret").build(),
        namespaced("", "ServiceAccount", "sa").build(),
        namespaced("", "Event", "ev")
            .selectable(
                "involvedObject.kind",
                "involvedObject.namespace",
                "involvedObject.name",
                "involvedObject.uid",
                "involvedObject.apiVersion",
                "involvedObject.fieldPath",
                "reason",
                "reportingComponent",
                "source",
                "type")
            .build(),
        namespaced("", "Pod", "po")
            .withStatus()
            .inCategoryAll()
            .selectable(
                "spec.nodeName",
                "spec.restartPolicy",
                "spec.schedulerName",
                "spec.serviceAccountName",
                "status.phase",
                "status.podIP")
            .build(),
        namespaced("batch", "Job")
            .withStatus()
            .inCategoryAll()
            .countingGenerations()
            .selectable("status.successful")
            .build(),
        namespaced("coordination.k8s.io", "Lease").build(),
        namespaced(RBAC, "Role").build(),
        namespaced(RBAC, "RoleBinding").build(),
        cluster(RBAC, "ClusterRole").build(),
        cluster(RBAC, "ClusterRoleBinding").build(),
        cluster("apiextensions.k8s.io", "CustomResourceDefinition", "crd", "crds")
            .withStatus()
            .countingGenerations()
            .build());
  }

  private static Draft cluster(String group, String kind, String... shortNames) {
    return new Draft(group, kind, List.of(shortNames), false);
  }

  private static Draft namespaced(String group, String kind, String... shortNames) {
    return new Draft(group, kind, List.of(shortNames), true);
  }

  /** Collects what differs between built-in kinds. */
  private static final class Draft {
    private final String group;
    private final String kind;
    private final List<String> shortNames;
    private final boolean namespaced;
    private boolean status;
    private boolean generations;
    private List<String> categories = List.of();
    private List<String> selectable = List.of();

    private Draft(String group, String kind, List<String> shortNames, boolean namespaced) {
      this.group = group;
      this.kind = kind;
      this.shortNames = shortNames;
      this.namespaced = namespaced;
    }

    private Draft withStatus() {
      status = true;
      return this;
    }

    private Draft countingGenerations() {
      generations = true;
      return this;
    }

    private Draft inCategoryAll() {
      categories = List.of("all");
      return this;
    }

    private Draft selectable(String... fields) {
      selectable = List.of(fields);
      return this;
    }

    private ResourceType build() {
      String singular = kind.toLowerCase(Locale.ROOT);
      return new ResourceType(
          group,
          "v1",
          singular + "s",
          singular,
          kind,
          shortNames,
          categories,
          namespaced,
          status,
          generations,
          ResourceType.Origin.BUILTIN,
          BuiltinSchemas.forKind(kind),
          List.of(),
          selectable);
    }
  }
}
