package org.keqiao.ingest.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.Spool;
import org.keqiao.ingest.job.Hopeless;
import org.keqiao.ingest.job.Work;
import org.keqiao.media.NotMedia;
import org.keqiao.media.Prober;
import org.keqiao.media.Rendition;
import org.keqiao.media.Renditions;
import org.keqiao.media.Transcode;
import org.keqiao.media.TranscodeFailed;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;

/** Makes one original streamable. Nothing that it makes is seen before all of it is stored. */
public final class TranscodeWork implements Work {

  /** The kind of its jobs. */
  public static final String KIND = "transcode";

  /** Transcoding is most of the work; storing the result is the rest. */
  private static final int TRANSCODED_PERCENT = 95;

  private final Bucket bucket;
  private final MediaService media;
  private final Spool spool;
  private final Prober prober;
  private final Transcode transcode;

  /** Over the bucket, with a working folder and an encoder. */
  public TranscodeWork(
      Bucket bucket, MediaService media, Spool spool, Prober prober, Transcode transcode) {
    this.bucket = bucket;
    this.media = media;
    this.spool = spool;
    this.prober = prober;
    this.transcode = transcode;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Task task) throws Hopeless, IOException, InterruptedException {
    if (media.find(task.sha256()).isPresent()) {
      return;
    }
    try {
      transcode(task);
    } catch (NotMedia never) {
      throw new Hopeless(never.code(), never);
    } catch (TranscodeFailed failed) {
      if (failed.reason() == TranscodeFailed.Reason.TRANSCODE_TIMEOUT) {
        throw new IOException(failed);
      }
      throw new Hopeless(failed.code(), failed);
    }
  }

  private void transcode(Task task)
      throws NotMedia, TranscodeFailed, IOException, InterruptedException {
    String sha256 = task.sha256();
    Path folder = spool.jobFolder();
    try {
      Path source = source(sha256, folder);
      Path made = Files.createDirectory(folder.resolve("made"));
      Renditions renditions =
          transcode.run(
              source,
              prober.probe(source),
              made,
              percent -> task.progress().accept(percent * TRANSCODED_PERCENT / 100));
      media.publish(sha256, store(sha256, renditions, made), task.by());
      spool.find(sha256).ifPresent(spool::drop);
    } finally {
      Spool.delete(folder);
    }
  }

  private Path source(String sha256, Path folder) throws IOException {
    Path copy = folder.resolve("source");
    Optional<Path> spooled = spool.find(sha256);
    if (spooled.isPresent()) {
      return Files.createLink(copy, spooled.get());
    }
    if (!bucket.download(Blob.key(sha256), copy)) {
      throw new IOException("the original " + sha256 + " is not in the bucket");
    }
    return copy;
  }

  private Media store(String sha256, Renditions renditions, Path made) {
    String folder = "media/" + sha256 + "/" + Id.fresh();
    Map<String, Media.File> files = new HashMap<>();
    for (Renditions.PublishedFile file : renditions.files()) {
      Path path = made.resolve(file.name());
      bucket.put(folder + "/" + file.name(), path, file.contentType());
      files.put(file.name(), new Media.File(size(path), file.contentType()));
    }
    Map<String, String> playlists = new HashMap<>();
    playlists.put("video", Renditions.VIDEO_PLAYLIST);
    renditions.audioPlaylist().ifPresent(name -> playlists.put("audio", name));
    List<Media.Rendition> list =
        renditions.list().stream().map(each -> rendition(renditions, each)).toList();
    return new Media(
        folder,
        renditions.duration().toMillis(),
        list,
        playlists,
        Optional.of(Renditions.POSTER),
        Optional.of(Renditions.STORYBOARD),
        files);
  }

  private static Media.Rendition rendition(Renditions all, Rendition made) {
    return new Media.Rendition(
        made.kind().code(),
        made.height(),
        made.bandwidth(),
        made.bytes(),
        made.playlistFile(),
        all.audioOf(made).map(Rendition::playlistFile));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
