package dev.syntheticdata.local.apiserver.http;

import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.store.Listing;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import dev.syntheticdata.local.apiserver.store.Subscription;
import dev.syntheticdata.local.apiserver.table.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** GET with {@code watch=true}: where a watch begins. */
public final class WatchEndpoint {
  private final ObjectStore store;
  private final Tables tables;
  private final Duration bookmarkInterval;
  private final Duration defaultTimeout;

  /**
   * Watches the store.
   *
   * @param bookmarkInterval how long a watch may be silent before it sends a bookmark
   * @param defaultTimeout when a watch ends that names no timeout itself
   */
  public WatchEndpoint(
      ObjectStore store, Tables tables, Duration bookmarkInterval, Duration defaultTimeout) {
    this.store = store;
    this.tables = tables;
    this.bookmarkInterval = bookmarkInterval;
    this.defaultTimeout = defaultTimeout;
  }

  Response watch(Request request, Target target) {
    WatchFormat format =
        new WatchFormat(tables, request, target.type(), Selection.of(request, target));
    Duration timeout =
        Duration.ofSeconds(request.number("timeoutSeconds", defaultTimeout.toSeconds()));
    request.number("resourceVersion", 0);
    return new Response.Streamed(
        200, "application/json", out -> stream(request, target, format, timeout, out));
  }

  private void stream(
      Request request, Target target, WatchFormat format, Duration timeout, OutputStream out)
      throws IOException, InterruptedException {
    boolean bookmarks = request.flag("allowWatchBookmarks");
    try {
      Start start = start(request, target);
      new WatchStream(
              start.subscription(),
              format,
              start.initial(),
              bookmarks && request.flag("sendInitialEvents"),
              bookmarks ? bookmarkInterval : null,
              timeout)
          .writeTo(out);
    } catch (ApiError e) {
      // Inside of the stream, where every client looks for it.
      out.write(format.error(e));
      out.flush();
    }
  }

  private record Start(Subscription subscription, Listing initial) {}

  /** Without a version, or with version 0, a watch begins with what is there. */
  private Start start(Request request, Target target) {
    String resource = target.type().resource();
    long after = request.number("resourceVersion", 0);
    boolean initial = after == 0 || request.flag("sendInitialEvents");
    if (!initial) {
      return new Start(store.subscribe(resource, after), new Listing(after, List.of()));
    }
    return store.transaction(
        () -> {
          Listing now = store.list(resource, target.namespace());
          return new Start(store.subscribe(resource, now.revision()), now);
        });
  }
}
