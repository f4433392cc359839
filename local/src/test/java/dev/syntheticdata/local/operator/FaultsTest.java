package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import java.io.IOException;
import java.time.Duration;

@RunsOn(Server.LOCAL_API)
class FaultsTest extends FaultsContract {

  @Override
  FilteredApi startServer(RequestFilter filter, Duration longestWatch) throws IOException {
    return FilteredApi.local(filter, longestWatch);
  }
}
