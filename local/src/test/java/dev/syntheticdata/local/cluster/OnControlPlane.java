package dev.syntheticdata.local.cluster;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the control plane that all of them share: started by the first that wants it, stopped
 * after the last test. Without its programs the tests are skipped; see {@link KubeBinaries}.
 */
public final class OnControlPlane implements BeforeAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OnControlPlane.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    shared(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ControlPlane.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context);
  }

  /** The control plane, for other extensions. */
  public static ControlPlane shared(ExtensionContext context) {
    var binaries = KubeBinaries.require();
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            ControlPlane.class, type -> ControlPlane.start(binaries), ControlPlane.class);
  }
}
