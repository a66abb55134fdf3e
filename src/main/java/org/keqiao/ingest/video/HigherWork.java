package org.keqiao.ingest.video;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.job.Hopeless;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Order;
import org.keqiao.ingest.job.Work;
import org.keqiao.media.NotMedia;
import org.keqiao.media.Probe;
import org.keqiao.media.Rendition;
import org.keqiao.media.Renditions;
import org.keqiao.media.Transcode;
import org.keqiao.media.TranscodeFailed;
import org.keqiao.store.Id;

/**
 * Adds one higher rendition to an original that is playable already: one job for each of them, so
 * that a failure costs one rendition only. It is named when it is stored as a whole.
 */
public final class HigherWork implements Work {

  /** The sizes that are made after the first ones, lowest first. */
  public static final List<Integer> STEPS = List.of(720, 1080);

  private static final int TRANSCODED_PERCENT = 95;

  private final int step;
  private final Studio studio;
  private final MediaService media;
  private final JobService jobs;

  /** For one of the {@link #STEPS}. */
  public HigherWork(int step, Studio studio, MediaService media, JobService jobs) {
    this.step = step;
    this.studio = studio;
    this.media = media;
    this.jobs = jobs;
  }

  @Override
  public String kind() {
    return kind(step);
  }

  /** The kind of the jobs that make this size; sorts behind the first work on any film. */
  static String kind(int step) {
    return "upper-" + step;
  }

  /** Asks for the lowest rendition that is still to come, or forgets the copy of the original. */
  static void requestNext(Studio studio, MediaService media, JobService jobs, Task task) {
    Optional<Media> made = media.find(task.sha256());
    Optional<Integer> next = made.flatMap(HigherWork::next);
    if (next.isPresent()) {
      jobs.request(Order.of(kind(next.get()), task.sha256()).later(), task.by());
    } else {
      studio.forget(task.sha256());
    }
  }

  /** The lowest step that can still hold something: names are not above their step. */
  private static Optional<Integer> next(Media media) {
    return media.coming().stream()
        .map(HigherWork::shortSide)
        .min(Integer::compare)
        .flatMap(size -> STEPS.stream().filter(step -> step >= size).findFirst());
  }

  private static int shortSide(String name) {
    return Integer.parseInt(name.substring(0, name.length() - 1));
  }

  @Override
  public void run(Task task) throws Hopeless, IOException, InterruptedException {
    if (media.find(task.sha256()).filter(made -> !made.coming().isEmpty()).isPresent()) {
      work(task);
    }
    requestNext(studio, media, jobs, task);
  }

  private void work(Task task) throws Hopeless, IOException, InterruptedException {
    try (Workplace workplace = studio.open(task.sha256())) {
      Probe probe = studio.prober().probe(workplace.source());
      for (Transcode.Later rung : Transcode.later(probe)) {
        if (rung.step() == step && isComing(task, rung)) {
          add(task, rung, workplace, probe);
        }
      }
    } catch (NotMedia never) {
      throw new Hopeless(never.code(), never);
    }
  }

  private boolean isComing(Task task, Transcode.Later rung) {
    return media
        .find(task.sha256())
        .filter(made -> made.coming().contains(rung.name()))
        .isPresent();
  }

  private void add(Task task, Transcode.Later rung, Workplace workplace, Probe probe)
      throws Hopeless, IOException, InterruptedException {
    try {
      Optional<Rendition> made =
          studio
              .transcode()
              .later(
                  workplace.source(),
                  probe,
                  step,
                  workplace.made(),
                  percent -> task.progress().accept(percent * TRANSCODED_PERCENT / 100));
      Rendition rendition = made.orElseThrow();
      Map<String, Media.File> files =
          workplace.store(Renditions.files(rendition), "media/" + task.sha256() + "/" + Id.fresh());
      media.update(
          task.sha256(),
          task.by(),
          known ->
              known.coming().contains(rung.name())
                  ? known.with(rung.name(), FilmMedia.rendition(rendition), files)
                  : known);
    } catch (TranscodeFailed failed) {
      Hopeless never = TranscodeWork.hopeless(failed);
      media.update(task.sha256(), task.by(), known -> known.lacking(rung.name()));
      requestNext(studio, media, jobs, task);
      throw never;
    }
  }
}
