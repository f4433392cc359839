package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import java.io.IOException;

@RunsOn(Server.LOCAL_API)
class CrashPointTest extends CrashPointContract {

  @Override
  FilteredApi startServer(RequestFilter filter) throws IOException {
    return FilteredApi.local(filter, FilteredApi.LONG_WATCHES);
  }
}
