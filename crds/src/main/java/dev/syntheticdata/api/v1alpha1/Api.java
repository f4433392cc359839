package dev.syntheticdata.api.v1alpha1;

/** The names that the resources, their labels and annotations are built from. */
public final class Api {

  /** The API group. */
  public static final String GROUP = "syntheticdata.dev";

  /** The API version served and stored. */
  public static final String VERSION = "v1alpha1";

  /** {@code apiVersion} of every resource here. */
  public static final String API_VERSION = GROUP + "/" + VERSION;

  /** The category that {@code kubectl get synthetic} lists. */
  public static final String CATEGORY = "synthetic";

  /**
   * Annotation on a Generator or SyntheticDataset: a new value asks for a new version now. The
   * value is free, a timestamp by custom; the one acted on is kept in {@code
   * status.lastHandledRefreshRequest}.
   */
  public static final String REFRESH_REQUESTED_AT = GROUP + "/refresh-requested-at";

  /** Finalizer that holds a resource until the prune Job has removed its objects. */
  public static final String PRUNE_FINALIZER = GROUP + "/prune";

  private Api() {}
}
