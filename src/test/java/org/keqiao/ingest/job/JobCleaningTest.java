package org.keqiao.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** Jobs that ended long ago are forgotten, and so is what signs of life left behind. */
class JobCleaningTest {

  private static final Asked ASKED =
      new Asked(List.of("curator"), Optional.empty(), Instant.EPOCH, Instant.EPOCH);

  @TempDir Path folder;

  private static Job done(String sha256) {
    Instant now = Instant.now();
    return Job.queued("old", sha256, ASKED)
        .claimed(now, new Job.Lease("worker", now, Optional.of(now)))
        .done();
  }

  /** Puts a version of a job into the bucket's folder that was written long ago. */
  private Path version(Job job, int version, Duration age) throws IOException {
    Instant at = Instant.now().minus(age);
    Id id = Order.of(job.kind(), job.sha256()).id();
    Path file = records(id).resolve("%010d.json".formatted(version));
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        Json.bytes(
            Map.of(
                "id",
                id,
                "version",
                version,
                "createdAt",
                at,
                "at",
                at,
                "by",
                "test",
                "value",
                job)));
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private Path records(Id id) {
    return folder.resolve(Path.of("s3", "test", "records", "job", id.value()));
  }

  private static void await(Path gone) throws InterruptedException {
    for (int i = 0; i < 600 && Files.exists(gone); i++) {
      Thread.sleep(50);
    }
    assertThat(gone).doesNotExist();
  }

  @Test
  void job_isForgottenLongAfterItsEnd_andCanBeAskedForAgain() throws Exception {
    try (JobServers servers = new JobServers(folder)) {
      String sha256 = Toil.sha256(1);
      Job queued = Job.queued("old", sha256, ASKED);
      Path first = version(queued, 1, Duration.ofDays(40));
      Path last = version(done(sha256), 2, Duration.ofDays(31));
      Path kept = version(done(Toil.sha256(2)), 1, Duration.ofDays(29));
      Path waiting = version(Job.queued("old", Toil.sha256(3), ASKED), 1, Duration.ofDays(60));
      Jobs jobs = servers.jobs();
      jobs.reconcile().orElseThrow().run();
      jobs.start(List.of(), 0);
      await(last);
      await(first);
      assertThat(kept).exists();
      assertThat(waiting).exists();
      Id again = servers.jobs().service().request("old", sha256, "curator");
      assertThat(jobs.service().newest(again).orElseThrow().value().state())
          .isEqualTo(Job.State.QUEUED);
    }
  }

  @Test
  void versions_thatSignsOfLifeMade_areForgotten_butNotTheLast() throws Exception {
    try (JobServers servers = new JobServers(folder)) {
      Job queued = Job.queued("old", Toil.sha256(4), ASKED);
      for (int i = 1; i <= 5; i++) {
        version(queued, i, Duration.ofHours(1));
      }
      Path last = version(done(Toil.sha256(4)), 6, Duration.ofHours(1));
      Jobs jobs = servers.jobs();
      jobs.reconcile().orElseThrow().run();
      jobs.start(List.of(), 0);
      await(last.resolveSibling("0000000005.json"));
      try (Stream<Path> left = Files.list(last.getParent())) {
        assertThat(left).containsExactly(last);
      }
    }
  }
}
