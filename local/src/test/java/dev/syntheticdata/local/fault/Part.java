package dev.syntheticdata.local.fault;

/** What faults are of: a section of the document. */
public enum Part {
  OPERATOR(
      "The operator",
      "After each, but for what a row says: every task has had one Job, counted by UID; there is one version of the generator"
          + " and one of the dataset, and no other number was used; the dataset points to the"
          + " published version, all resources are Ready, every task tells of one attempt, and no"
          + " Warning was told."),
  API_SERVER("The API server and its etcd", "After each: as above."),
  STORE(
      "The object store",
      "After each: one version, published by one Job per task; the pointer names it, and its objects"
          + " are those of an undisturbed run, byte by byte."),
  POD("Pods", "After each: as for the object store.");

  private final String title;
  private final String always;

  Part(String title, String always) {
    this.title = title;
    this.always = always;
  }

  String title() {
    return title;
  }

  /** What every test of the part finds afterwards. */
  String always() {
    return always;
  }
}
