package org.keqiao.live.broadcast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.ingest.Spool;
import org.keqiao.ingest.job.Work;
import org.keqiao.live.RecordedLesson;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;

/** Makes one film of what was kept of a broadcast, and a draft of a lesson of the film. */
final class RecordingWork implements Work {

  /** The kind of its jobs. */
  static final String KIND = "live-recording";

  private static final int FILMED_PERCENT = 60;

  private final BroadcastService service;
  private final Bucket bucket;
  private final RecordingFilm film;
  private final RecordedLesson lessons;

  RecordingWork(
      BroadcastService service, Bucket bucket, RecordingFilm film, RecordedLesson lessons) {
    this.service = service;
    this.bucket = bucket;
    this.film = film;
    this.lessons = lessons;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Task task) throws IOException, InterruptedException {
    Id id = new Id(task.sha256());
    Broadcast broadcast = service.read(id).value();
    if (broadcast.state() == Broadcast.State.RECORDED) {
      forget(id);
      return;
    }
    Path folder = Files.createTempDirectory("keqiao-recording-");
    try {
      Optional<Path> made = film.make(id, folder);
      task.progress().accept(FILMED_PERCENT);
      if (made.isEmpty()) {
        service.recorded(id, Optional.empty(), Optional.of("live-recording-empty"));
      } else {
        // The draft has the id of the broadcast, so that a job that is repeated makes no other.
        Id lesson = lessons.make(broadcast.session(), id, broadcast.begun(), made.get());
        service.recorded(id, Optional.of(lesson), Optional.empty());
      }
    } finally {
      Spool.delete(folder);
    }
    forget(id);
  }

  private void forget(Id id) {
    bucket.keys(Recorder.folder(id), "").toList().forEach(bucket::delete);
  }
}
