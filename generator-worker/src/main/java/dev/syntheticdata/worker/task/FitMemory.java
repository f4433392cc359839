package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.MemoryEstimate;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.SourceSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says before a table is read whether the heap is expected to hold its fit. */
final class FitMemory {

  private static final Logger LOGGER = LoggerFactory.getLogger(FitMemory.class);

  private FitMemory() {}

  /**
   * @param heap bytes of heap that there are
   * @throws InvalidInputException if the fit is expected to need more
   */
  static void require(Fitting.Request request, long heap) {
    if (MemoryEstimate.bytesPerCell(request.engine()) > 0) {
      SourceSize.of(request.source()).ifPresent(size -> require(request, size, heap));
    }
  }

  private static void require(Fitting.Request request, SourceSize size, long heap) {
    long needed = MemoryEstimate.fit(request.engine(), size.rows(), size.columns());
    LOGGER
        .atDebug()
        .addKeyValue("rows", size.rows())
        .addKeyValue("columns", size.columns())
        .addKeyValue("heapNeeded", MemoryEstimate.quantity(needed))
        .addKeyValue("heap", MemoryEstimate.quantity(heap))
        .log("Memory estimated");
    if (needed > heap) {
      throw new InvalidInputException(
          "%s has about %,d rows of %d columns, for which %s is expected to need %s of heap, and there are %s; raise job.resources.limits.memory to %s, or fit on fewer rows"
              .formatted(
                  request.name(),
                  size.rows(),
                  size.columns(),
                  request.engine(),
                  MemoryEstimate.quantity(needed),
                  MemoryEstimate.quantity(heap),
                  MemoryEstimate.quantity(MemoryEstimate.container(needed))));
    }
  }
}
