package dev.syntheticdata.worker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A copy of a record that differs in what a test is about; the rest is not spelled out.
 *
 * @param <R> the type of record
 */
public final class Copy<R extends Record> {

  private final R of;
  private final Map<String, Object> changed = new LinkedHashMap<>();

  private Copy(R of) {
    this.of = of;
  }

  /** Begins a copy. */
  public static <R extends Record> Copy<R> of(R of) {
    return new Copy<>(of);
  }

  /** With another value of a component. */
  public Copy<R> with(String component, Object value) {
    changed.put(component, value);
    return this;
  }

  /** The copy. */
  @SuppressWarnings("unchecked")
  public R make() {
    try {
      var components = of.getClass().getRecordComponents();
      var types = new Class<?>[components.length];
      var values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        String name = components[i].getName();
        types[i] = components[i].getType();
        values[i] =
            changed.containsKey(name)
                ? changed.remove(name)
                : components[i].getAccessor().invoke(of);
      }
      if (!changed.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has %s, and no %s"
                .formatted(of.getClass(), Arrays.toString(components), changed.keySet()));
      }
      return (R) of.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
