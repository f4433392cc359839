package dev.syntheticdata.operator;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** What fabric8 leaves open about OkHttp, which carries the requests to the API server. */
final class ApiTransport extends OkHttpClientFactory {

  private final Duration longestUpgrade;

  /**
   * @param longestUpgrade so long may a watch wait for the server's next word until it is open
   */
  ApiTransport(Duration longestUpgrade) {
    this.longestUpgrade = longestUpgrade;
  }

  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder.addInterceptor(this::boundUpgrade).addNetworkInterceptor(ApiTransport::nameTypeAlone);
  }

  /**
   * A WebSocket is pinged when it is open. Before that OkHttp waits without an end. So does fabric8
   * where a watch is opened for the first time; later it stops to wait, but leaves the thread and
   * the connection behind.
   */
  private Response boundUpgrade(Interceptor.Chain chain) throws IOException {
    var request = chain.request();
    boolean upgrade = "websocket".equals(request.header("Upgrade"));
    int millis = Math.toIntExact(longestUpgrade.toMillis());
    return (upgrade ? chain.withReadTimeout(millis, TimeUnit.MILLISECONDS) : chain)
        .proceed(request);
  }

  /**
   * OkHttp adds a charset to the type of what is text. JSON has none to name, and kube-apiserver
   * counts an apply as one in its metrics only where the type is the word itself.
   */
  private static Response nameTypeAlone(Interceptor.Chain chain) throws IOException {
    var request = chain.request();
    var type = request.header("Content-Type");
    if (type == null) {
      return chain.proceed(request);
    }
    var alone = type.replaceFirst(";.*$", "");
    return chain.proceed(request.newBuilder().header("Content-Type", alone).build());
  }
}
