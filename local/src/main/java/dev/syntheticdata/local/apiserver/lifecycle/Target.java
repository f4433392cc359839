package dev.syntheticdata.local.apiserver.lifecycle;

import dev.syntheticdata.local.apiserver.model.ObjectKey;
import dev.syntheticdata.local.apiserver.model.ResourceType;

/**
 * What a request is about.
 *
 * @param type the resource
 * @param namespace the namespace of the path; null for cluster-wide types and across namespaces
 * @param name the object; null for collections
 * @param subresource {@code status}, or empty for the object itself
 */
public record Target(ResourceType type, String namespace, String name, String subresource) {

  public ObjectKey key() {
    return type.key(namespace, name);
  }

  public boolean isStatus() {
    return subresource.equals("status");
  }

  /** The same collection with another object. */
  public Target named(String objectName) {
    return new Target(type, namespace, objectName, subresource);
  }
}
