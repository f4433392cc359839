package dev.syntheticdata.worker;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Every test runs in the locale that {@link Main} sets: neither the machine's nor what an earlier
 * test left decides how numbers are written. JUnit finds it by its name in META-INF/services.
 */
public final class LocaleOfMain implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    Locale.setDefault(Locale.ROOT);
  }
}
