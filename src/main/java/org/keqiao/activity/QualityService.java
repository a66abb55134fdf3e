package org.keqiao.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Json;

/**
 * Takes reports of the quality of playbacks. A report that was accepted is kept. One that is sent
 * again, because its answer was lost, counts once on the server that has it; where it was sent to
 * another server it is kept twice, and readers of the log drop what has a batch that they have
 * read.
 */
final class QualityService {

  private static final int REMEMBERED = 100_000;
  private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

  private final ActivityLog log;
  private final QualityMetrics metrics;
  private final Cache<String, CompletableFuture<Void>> batches =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  QualityService(ActivityLog log, QualityMetrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * Keeps a report; returns when it is safe.
   *
   * @param school from where it came
   * @throws FaultException invalid, or unavailable
   */
  void accept(Optional<String> school, QualityReport report) {
    QualityReport checked = report.checked();
    String batch = checked.batch().orElseThrow();
    CompletableFuture<Void> kept =
        batches
            .asMap()
            .computeIfAbsent(
                batch,
                fresh ->
                    log.append(Json.bytes(new QualityEntry(Instant.now(), school, checked)))
                        .thenRun(() -> metrics.count(checked)));
    try {
      kept.join();
    } catch (CompletionException failed) {
      batches.asMap().remove(batch, kept);
      throw failed.getCause() instanceof FaultException fault ? fault : failed;
    }
  }
}
