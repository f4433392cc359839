package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.StorageLocation;
import dev.syntheticdata.task.ObjectLocation;

/**
 * Where things lie in object storage:
 *
 * <pre>
 * [prefix/]generators/[namespace]/[generator]/[uid]/v[N]/...
 * [prefix/]datasets/[namespace]/[dataset]/[uid]/v[N]/...
 * [prefix/]datasets/[namespace]/[dataset]/latest.json
 * </pre>
 *
 * The first eight digits of the resource's UID stand in the path: a resource that is deleted and
 * made anew under its name never meets the objects that were retained (docs/decisions/0003).
 */
public final class ObjectLayout {

  private ObjectLayout() {}

  /** Path of all versions of one incarnation of a generator. */
  public static String generatorPath(
      StorageLocation storage, String namespace, String name, String uid) {
    return under(storage, "generators/" + namespace + "/" + name + "/" + fragment(uid));
  }

  /** Path of all versions of one incarnation of a dataset. */
  public static String datasetPath(
      StorageLocation output, String namespace, String name, String uid) {
    return under(output, "datasets/" + namespace + "/" + name + "/" + fragment(uid));
  }

  /** Path of a version under the path of its incarnation. */
  public static String versionPath(String incarnationPath, long revision) {
    return incarnationPath + "/v" + revision;
  }

  /** Key of a dataset's pointer. */
  public static String pointerKey(StorageLocation output, String namespace, String name) {
    return under(output, "datasets/" + namespace + "/" + name + "/latest.json");
  }

  /** A storage location as tasks name it. */
  public static ObjectLocation location(StorageLocation storage, String key, String credentials) {
    return new ObjectLocation(
        storage.endpoint(),
        storage.region(),
        storage.bucket(),
        key,
        storage.credentials() == null ? null : credentials);
  }

  private static String under(StorageLocation storage, String path) {
    return storage.prefix() == null || storage.prefix().isEmpty()
        ? path
        : storage.prefix() + "/" + path;
  }

  private static String fragment(String uid) {
    return uid.substring(0, Math.min(8, uid.length()));
  }
}
