package dev.syntheticdata.local.apiserver.http;

import dev.syntheticdata.local.apiserver.lifecycle.Target;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.store.Listing;
import dev.syntheticdata.local.apiserver.store.ObjectStore;
import dev.syntheticdata.local.apiserver.store.Subscription;
import dev.syntheticdata.local.apiserver.table.Tables;
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
    long timeout = request.number("timeoutSeconds", defaultTimeout.toSeconds());
    Start start;
    try {
      start = start(request, target);
    } catch (ApiError e) {
      // Inside of the stream, where every client looks for it.
      return stream(out -> out.write(format.error(e)));
    }
    boolean bookmarks = request.flag("allowWatchBookmarks");
    WatchStream watch =
        new WatchStream(
            start.subscription(),
            format,
            start.initial(),
            bookmarks && request.flag("sendInitialEvents"),
            bookmarks ? bookmarkInterval : null,
            Duration.ofSeconds(timeout));
    return stream(watch);
  }

  private static Response stream(Response.Writer writer) {
    return new Response.Streamed(200, "application/json", writer);
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
