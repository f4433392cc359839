package dev.syntheticdata.worker.storage;

import dev.syntheticdata.worker.failure.SourceUnavailableException;
import dev.syntheticdata.worker.failure.StorageUnavailableException;
import dev.syntheticdata.worker.failure.WorkerException;

/** What a task uses a store for; it decides what is said when the store does not answer. */
public enum StoreRole {
  /** It holds the real data. */
  SOURCE,
  /** It holds models, datasets and evidence. */
  STORAGE;

  WorkerException unavailable(String message, Throwable cause) {
    return switch (this) {
      case SOURCE -> new SourceUnavailableException(message, cause);
      case STORAGE -> new StorageUnavailableException(message, cause);
    };
  }
}
