package dev.syntheticdata.local.apiserver.apply;

/**
 * Who writes an object, and how.
 *
 * @param name the {@code fieldManager} of the request
 * @param operation whether it applied or updated
 * @param apiVersion the version it wrote in
 * @param subresource {@code status}, or empty for the object itself
 */
public record FieldManager(
    String name, Operation operation, String apiVersion, String subresource) {

  /** How fields were written. */
  public enum Operation {
    Apply,
    Update
  }

  /** As conflicts name the manager. */
  String describe(String time) {
    StringBuilder text = new StringBuilder("\"" + name + "\"");
    if (!subresource.isEmpty()) {
      text.append(" with subresource \"").append(subresource).append('"');
    }
    if (operation == Operation.Update) {
      text.append(" using ").append(apiVersion);
      if (!time.isEmpty()) {
        text.append(" at ").append(time);
      }
    }
    return text.toString();
  }
}
