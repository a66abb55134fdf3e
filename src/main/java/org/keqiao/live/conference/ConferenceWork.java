package org.keqiao.live.conference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.ingest.Spool;
import org.keqiao.ingest.job.Work;
import org.keqiao.live.RecordedLesson;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * Finds out where a recording of the outside engine can be seen, and makes a draft of a lesson of
 * one that is offered as a plain film.
 */
final class ConferenceWork implements Work {

  /** The kind of its jobs. */
  static final String KIND = "conference-film";

  private final ConferenceService service;
  private final BigBlueButton engine;
  private final RecordedLesson lessons;
  private final long mostBytes;

  ConferenceWork(
      ConferenceService service, BigBlueButton engine, RecordedLesson lessons, long mostBytes) {
    this.service = service;
    this.engine = engine;
    this.lessons = lessons;
    this.mostBytes = mostBytes;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Task task) throws IOException, InterruptedException {
    Entry<Conference> conference =
        service
            .find(task.sha256())
            .orElseThrow(() -> new IOException("the recording is not known yet"));
    Id session = conference.id();
    Conference.Recording recording =
        conference.value().recordings().stream()
            .filter(each -> each.digest(session).value().equals(task.sha256()))
            .findFirst()
            .orElseThrow();
    BigBlueButton.Playback playback;
    try {
      playback =
          engine
              .playback(recording.id())
              .orElseThrow(() -> new IOException("the engine does not show the recording yet"));
    } catch (FaultException away) {
      throw new IOException(away);
    }
    Conference.Recording seen =
        new Conference.Recording(
            recording.id(), recording.readyAt(), Optional.of(playback.url()), recording.lesson());
    service.note(session, seen);
    if (playback.film()) {
      lesson(conference.value(), seen, playback, session)
          .ifPresent(
              lesson ->
                  service.note(
                      session,
                      new Conference.Recording(
                          seen.id(),
                          seen.readyAt(),
                          seen.playback(),
                          Optional.of(lesson.value()))));
    }
  }

  private Optional<Id> lesson(
      Conference conference,
      Conference.Recording recording,
      BigBlueButton.Playback playback,
      Id session)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("keqiao-recording-");
    try {
      Path film = folder.resolve("film.mp4");
      return engine.fetch(playback, mostBytes, film)
          ? Optional.of(
              lessons.make(conference.session(), recording.digest(session), conference.at(), film))
          : Optional.empty();
    } finally {
      Spool.delete(folder);
    }
  }
}
