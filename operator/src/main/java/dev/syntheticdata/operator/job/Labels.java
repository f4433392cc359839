package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.Api;

/** Labels and annotations of what the operator creates. */
public final class Labels {

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String MANAGER = "synthetic-data-operator";

  /** Kind of the owner: informers select by it, so that no foreign Job or Pod is ever cached. */
  public static final String OWNER_KIND = Api.GROUP + "/owner-kind";

  /** Name of the owner. */
  public static final String OWNER = Api.GROUP + "/owner";

  /** The task of a Job. */
  public static final String TASK = Api.GROUP + "/task";

  /** Name of the Generator or SyntheticDataset of a version. */
  public static final String PARENT = Api.GROUP + "/parent";

  /** Annotation: digest of the inputs a Job was made for. */
  public static final String INPUT_HASH = Api.GROUP + "/input-hash";

  /** Kueue's label: a Job with it is created suspended and left to Kueue. */
  public static final String KUEUE_QUEUE = "kueue.x-k8s.io/queue-name";

  private Labels() {}

  /** Selects what the operator made for owners of that kind. */
  public static String selector(Class<?> ownerKind) {
    return MANAGED_BY + "=" + MANAGER + "," + OWNER_KIND + "=" + ownerKind.getSimpleName();
  }
}
