package dev.syntheticdata.local.apiserver.store;

import dev.syntheticdata.local.apiserver.model.ApiError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes of one collection, so that watches can resume. Not thread-safe. */
final class EventLog {
  private final int capacity;
  private final Deque<WatchEvent> events = new ArrayDeque<>();
  private long forgottenUpTo;

  EventLog(int capacity) {
    this.capacity = capacity;
  }

  void add(WatchEvent event) {
    if (events.size() == capacity) {
      forgottenUpTo = events.removeFirst().revision();
    }
    events.addLast(event);
  }

  /** The changes after a revision, oldest first; fails with 410 when some are forgotten. */
  List<WatchEvent> after(long revision) {
    if (revision < forgottenUpTo) {
      throw ApiError.expired(revision, forgottenUpTo);
    }
    Deque<WatchEvent> later = new ArrayDeque<>();
    var newestFirst = events.descendingIterator();
    while (newestFirst.hasNext()) {
      WatchEvent event = newestFirst.next();
      if (event.revision() <= revision) {
        break;
      }
      later.addFirst(event);
    }
    return List.copyOf(later);
  }
}
