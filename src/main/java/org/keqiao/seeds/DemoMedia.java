package org.keqiao.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.keqiao.catalogue.LessonService;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Ingest;
import org.keqiao.ingest.job.Job;
import org.keqiao.media.SlideFilm;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/**
 * Gives some demo lessons a video, made on this machine from slides and a narration, and sends it
 * the way that every upload goes.
 */
public final class DemoMedia {

  private final SeedFiles files;
  private final Ingest ingest;
  private final LessonService lessons;
  private final Path folder;

  /**
   * @param folder to make films in
   */
  public DemoMedia(SeedSettings settings, Ingest ingest, LessonService lessons, Path folder) {
    this.files = new SeedFiles(settings.folder());
    this.ingest = ingest;
    this.lessons = lessons;
    this.folder = folder;
  }

  private record Film(Id lesson, Path source) {}

  /**
   * Makes what is missing, with a progress bar on the terminal.
   *
   * @param curator in whose name
   */
  public void make(Caller curator) throws IOException, InterruptedException {
    List<Film> missing = missing(curator);
    Optional<SlideFilm> maker = ingest.encoder().map(SlideFilm::new);
    if (missing.isEmpty() || maker.isEmpty()) {
      return;
    }
    Files.createDirectories(folder);
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("demo lessons")
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(missing.size() * 100L)
            .setUpdateIntervalMillis(500)
            .build()) {
      for (Film film : missing) {
        long before = bar.getCurrent();
        Id job = send(curator, film, maker.get());
        await(job, bar, before);
        bar.stepTo(before + 100);
      }
    }
  }

  private List<Film> missing(Caller curator) throws IOException {
    List<Film> missing = new ArrayList<>();
    for (Path source : files.folders("media")) {
      JsonNode film = Json.STORED.readTree(Files.readAllBytes(source.resolve("lesson.json")));
      Id id = new Id(film.path("lesson").asText());
      if (!lessons.isPlayable(curator, id)) {
        missing.add(new Film(id, source));
      }
    }
    return missing;
  }

  private Id send(Caller curator, Film film, SlideFilm maker)
      throws IOException, InterruptedException {
    Path made = folder.resolve(film.lesson() + ".mp4");
    JsonNode parts = Json.STORED.readTree(Files.readAllBytes(film.source().resolve("lesson.json")));
    List<SlideFilm.Slide> slides = new ArrayList<>();
    for (JsonNode slide : parts.path("slides")) {
      slides.add(
          new SlideFilm.Slide(
              film.source().resolve(slide.path("image").asText()),
              slide.path("seconds").asDouble()));
    }
    maker.make(slides, film.source().resolve(parts.path("narration").asText()), made);
    try {
      return lessons.adoptVideo(
          curator, film.lesson(), ingest.uploads().adopt(curator, made, film.lesson() + ".mp4"));
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void await(Id id, ProgressBar bar, long before) throws InterruptedException {
    while (true) {
      Entry<Job> job = ingest.jobs().read(id);
      bar.stepTo(before + job.value().progress());
      if (job.value().state() == Job.State.DONE) {
        return;
      }
      if (job.value().state().givenUp()) {
        throw FaultException.conflict("lesson-not-playable", id.value());
      }
      Thread.sleep(200);
    }
  }
}
