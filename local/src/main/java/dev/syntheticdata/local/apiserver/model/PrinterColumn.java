package dev.syntheticdata.local.apiserver.model;

/**
 * One column of {@code kubectl get}.
 *
 * @param name the heading
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date};
 *     dates are shown as ages
 * @param format an OpenAPI format, may be empty
 * @param description what the column says
 * @param jsonPath where the value is, for example {@code .spec.rows}
 * @param priority 0 is always shown, more only with {@code -o wide}
 */
public record PrinterColumn(
    String name, String type, String format, String description, String jsonPath, int priority) {}
