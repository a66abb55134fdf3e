package org.keqiao.ingest.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.Passages;
import org.keqiao.ingest.Spool;
import org.keqiao.media.Subtitles;
import org.keqiao.media.WebVtt;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;

/** Makes captions of files that teachers have, for players and for search. */
public final class CaptionService {

  /** The name of what was made. */
  public static final String TEXT = "captions.vtt";

  /** An hour of dense speech has 60 kB. */
  private static final long MOST_BYTES = 2 << 20;

  /** A search looks at no more pieces of one lesson than this. */
  private static final int MOST_CUES = 6000;

  private static final int LONGEST_TEXT = 500;
  private static final String TYPE = "text/vtt";

  private final Bucket bucket;
  private final Spool spool;
  private final Optional<Subtitles> subtitles;
  private final MediaService media;

  /** Without an encoder no captions can be taken. */
  public CaptionService(
      Bucket bucket, Spool spool, Optional<Subtitles> subtitles, MediaService media) {
    this.bucket = bucket;
    this.spool = spool;
    this.subtitles = subtitles;
    this.media = media;
  }

  /**
   * Makes stored content usable as captions; doing it again changes nothing.
   *
   * @param name what its curator calls the file
   * @throws FaultException invalid {@code captions-too-large}, {@code captions-encoding}, {@code
   *     captions-unreadable}, {@code captions-empty} or {@code captions-too-many}
   */
  public void adopt(String sha256, String name, long bytes, String by) {
    if (media.find(sha256).filter(made -> made.files().containsKey(TEXT)).isPresent()) {
      return;
    }
    if (bytes > MOST_BYTES) {
      throw FaultException.invalid("captions-too-large", name);
    }
    byte[] file =
        bucket.read(Blob.key(sha256)).orElseThrow(() -> FaultException.notFound("blob", sha256));
    String text =
        CaptionText.of(file).orElseThrow(() -> FaultException.invalid("captions-encoding", name));
    WebVtt captions =
        read(text).orElseThrow(() -> FaultException.invalid("captions-unreadable", name));
    if (captions.cues().isEmpty()) {
      throw FaultException.invalid("captions-empty", name);
    }
    if (captions.cues().size() > MOST_CUES) {
      throw FaultException.invalid("captions-too-many", name, MOST_CUES);
    }
    keep(sha256, captions, by);
  }

  private Optional<WebVtt> read(String text) {
    Subtitles reader =
        subtitles.orElseThrow(() -> FaultException.unavailable("encoder-missing", null));
    Path folder = spool.jobFolder();
    try {
      return reader.read(text, folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    } finally {
      Spool.delete(folder);
    }
  }

  private void keep(String sha256, WebVtt captions, String by) {
    String folder = "media/" + sha256 + "/" + Id.fresh();
    byte[] text = captions.text().getBytes(StandardCharsets.UTF_8);
    bucket.create(folder + "/" + TEXT, text, TYPE);
    media.publishPassages(sha256, passages(captions), by);
    long end = captions.cues().stream().mapToLong(cue -> cue.end().toMillis()).max().orElse(0);
    media.publish(
        sha256,
        new Media(
            folder,
            end,
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(TEXT, new Media.File(text.length, TYPE, Optional.empty())),
            Optional.empty(),
            List.of()),
        by);
  }

  private static List<Passages.Passage> passages(WebVtt captions) {
    return captions.cues().stream()
        .map(
            cue ->
                new Passages.Passage(
                    "caption",
                    Math.toIntExact(cue.start().toSeconds()),
                    cue.text().substring(0, Math.min(cue.text().length(), LONGEST_TEXT))))
        .toList();
  }
}
