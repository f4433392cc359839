package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.store.Listing;
import dev.syntheticdata.local.apiserver.store.Subscription;
import dev.syntheticdata.local.apiserver.store.WatchEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes a watch: what is there, then each change, and bookmarks when nothing happens. */
final class WatchStream {
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Subscription subscription;
  private final WatchFormat format;
  private final Listing initial;
  private final boolean markEndOfInitial;
  private final Duration bookmarkInterval;
  private final Duration timeout;

  /**
   * A watch.
   *
   * @param initial objects to show first
   * @param markEndOfInitial whether to send a bookmark after them
   * @param bookmarkInterval how often to send bookmarks, or null for never
   * @param timeout when to end
   */
  WatchStream(
      Subscription subscription,
      WatchFormat format,
      Listing initial,
      boolean markEndOfInitial,
      Duration bookmarkInterval,
      Duration timeout) {
    this.subscription = subscription;
    this.format = format;
    this.initial = initial;
    this.markEndOfInitial = markEndOfInitial;
    this.bookmarkInterval = bookmarkInterval;
    this.timeout = timeout;
  }

  /** Writes until the timeout; fails with 410 when the client reads too slowly. */
  void writeTo(OutputStream out) throws IOException, InterruptedException {
    try (subscription) {
      for (ObjectNode object : initial.objects()) {
        write(out, format.initial(object));
      }
      if (markEndOfInitial) {
        write(out, format.bookmark(initial.revision(), true));
      }
      out.flush();
      follow(out);
    }
  }

  private void follow(OutputStream out) throws IOException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    Duration patience = bookmarkInterval == null ? FOREVER : bookmarkInterval;
    for (long left = timeout.toNanos(); left > 0; left = end - System.nanoTime()) {
      Duration wait = Duration.ofNanos(Math.min(left, patience.toNanos()));
      WatchEvent event = subscription.next(wait);
      if (event != null) {
        write(out, format.change(event));
        out.flush();
      } else if (bookmarkInterval != null) {
        write(out, format.bookmark(subscription.reached(), false));
        out.flush();
      }
    }
  }

  private static void write(OutputStream out, byte[] line) throws IOException {
    if (line != null) {
      out.write(line);
    }
  }
}
