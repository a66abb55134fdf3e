package org.keqiao.ingest.video;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.job.Hopeless;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Work;
import org.keqiao.media.NotMedia;
import org.keqiao.media.Probe;
import org.keqiao.media.Renditions;
import org.keqiao.media.Transcode;
import org.keqiao.media.TranscodeFailed;
import org.keqiao.store.Id;

/**
 * Makes one original playable: its lower renditions, its sound, its stills. Nothing of it is seen
 * before all of that is stored; higher renditions are jobs of their own.
 */
public final class TranscodeWork implements Work {

  /** The kind of its jobs. */
  public static final String KIND = "transcode";

  /** Transcoding is most of the work; storing the result is the rest. */
  private static final int TRANSCODED_PERCENT = 95;

  private final Studio studio;
  private final MediaService media;
  private final JobService jobs;

  /** In this studio. */
  public TranscodeWork(Studio studio, MediaService media, JobService jobs) {
    this.studio = studio;
    this.media = media;
    this.jobs = jobs;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Task task) throws Hopeless, IOException, InterruptedException {
    Optional<Media> known = media.find(task.sha256());
    if (known.isEmpty()) {
      try {
        media.publish(task.sha256(), make(task), task.by());
      } catch (NotMedia never) {
        throw new Hopeless(never.code(), never);
      } catch (TranscodeFailed failed) {
        throw hopeless(failed);
      }
    }
    HigherWork.requestNext(studio, media, jobs, task);
  }

  /**
   * A file that breaks the encoder breaks it again; a machine that is too busy is not, some day.
   */
  static Hopeless hopeless(TranscodeFailed failed) throws IOException {
    if (failed.reason() == TranscodeFailed.Reason.TRANSCODE_TIMEOUT) {
      throw new IOException(failed);
    }
    return new Hopeless(failed.code(), failed);
  }

  private Media make(Task task)
      throws NotMedia, TranscodeFailed, IOException, InterruptedException {
    try (Workplace workplace = studio.open(task.sha256())) {
      Probe probe = studio.prober().probe(workplace.source());
      Renditions made =
          studio
              .transcode()
              .first(
                  workplace.source(),
                  probe,
                  workplace.made(),
                  percent -> task.progress().accept(percent * TRANSCODED_PERCENT / 100));
      String folder = "media/" + task.sha256() + "/" + Id.fresh();
      List<String> coming = Transcode.later(probe).stream().map(Transcode.Later::name).toList();
      return FilmMedia.of(made, folder, workplace.store(made.files(), folder), coming);
    }
  }
}
