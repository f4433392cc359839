package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@RunsOn(Server.KUBE_APISERVER)
@ExtendWith(OnControlPlane.class)
class CrashPointOnKubeApiServerTest extends CrashPointContract {

  private static ControlPlane plane;

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @Override
  FilteredApi startServer(RequestFilter filter) {
    return FilteredApi.of(plane, filter, FilteredApi.LONG_WATCHES);
  }
}
