package dev.syntheticdata.local.fault;

/** What a test of faults runs on. */
public enum Server {
  LOCAL_API("API server of local mode"),
  KUBE_APISERVER("kube-apiserver, etcd"),
  LOCAL_STORE("S3 of local mode"),
  S3_GATEWAY("Versity S3 Gateway");

  private final String title;

  Server(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
