package org.keqiao.ingest;

import io.vertx.core.http.MimeMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.ingest.courseware.CoursewareInspection;
import org.keqiao.ingest.upload.Upload;
import org.keqiao.media.MediaLimits;
import org.keqiao.media.NotMedia;
import org.keqiao.media.Probe;
import org.keqiao.media.Prober;

/** Looks into a file that has arrived, and says what it is, whatever it is called. */
public final class Inspection {

  private final CoursewareInspection courseware;
  private final Optional<Prober> prober;

  Inspection(CoursewareInspection courseware, Optional<Prober> prober) {
    this.courseware = courseware;
    this.prober = prober;
  }

  /** What a file is, by its content. */
  public Blob inspect(Path file, Upload upload) {
    try {
      return courseware.inspect(file).orElseGet(() -> film(file, upload));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }

  private Blob film(Path file, Upload upload) {
    if (prober.isEmpty()) {
      throw FaultException.unavailable("encoder-missing", null);
    }
    try {
      Probe probe = prober.get().probe(file);
      return media(probe, upload, refusal(probe));
    } catch (NotMedia other) {
      return new Blob(
          upload.bytes(),
          type(upload),
          "other",
          Optional.of(other.code()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }

  private static Optional<String> refusal(Probe probe) {
    try {
      probe.requireVideo(MediaLimits.DEFAULT);
      return Optional.empty();
    } catch (NotMedia refused) {
      return Optional.of(refused.code());
    }
  }

  private static Blob media(Probe probe, Upload upload, Optional<String> refusal) {
    boolean picture = probe.video().isPresent();
    return new Blob(
        upload.bytes(),
        picture && !type(upload).startsWith("video/") ? "video/mp4" : type(upload),
        picture ? "video" : "audio",
        refusal,
        Optional.of(probe.duration().toMillis()),
        probe.video().map(Probe.VideoTrack::width),
        probe.video().map(Probe.VideoTrack::height),
        probe.video().map(track -> Film.of(track, probe, upload.bytes())));
  }

  private static String type(Upload upload) {
    return Optional.ofNullable(MimeMapping.mimeTypeForFilename(upload.name()))
        .filter(type -> type.startsWith("video/") || type.startsWith("audio/"))
        .orElse("application/octet-stream");
  }
}
