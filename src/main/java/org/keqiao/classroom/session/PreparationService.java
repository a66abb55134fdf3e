package org.keqiao.classroom.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.PartName;
import org.keqiao.delivery.LessonUrls;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.Passages;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * What whoever stands in a classroom far away should have ready: where the film stops and why, and
 * what to print.
 */
record PreparationService(LessonService lessons, MediaService media, MediaUrls urls) {

  /** Sentences by which a teacher waits for an answer. */
  private static final Pattern ASKS = Pattern.compile("[?？]|想一想|说一说|试一试|做一做|讨论|请同学|暂停");

  private static final Pattern STILL = Pattern.compile("still-(\\d{6})\\.webp");
  private static final List<PartName> PRINTED =
      List.of(PartName.PLAN, PartName.TASKS, PartName.EXERCISES);

  /** Far enough from each other to be worth a stop, in seconds. */
  private static final double APART = 20;

  private static final int MOST_SUGGESTED = 30;

  /**
   * All that is to be prepared.
   *
   * @param pausePoints where the film stops, in order
   * @param print files to print
   * @param bytes of all of them together
   * @param expiresAt when the addresses end
   */
  record Preparation(
      Id session,
      Optional<String> lesson,
      Optional<String> title,
      Optional<Double> durationSeconds,
      List<Stop> pausePoints,
      List<Sheet> print,
      long bytes,
      Instant expiresAt) {}

  /**
   * Where the film stops.
   *
   * @param source {@code lead}, who has set it; or what it is guessed from: {@code caption}, a
   *     question that is asked; {@code still}, a change of scene
   */
  record Stop(double position, String note, String source) {}

  /** A file to print. */
  record Sheet(String part, String name, String type, long bytes, String url) {}

  Preparation of(Caller caller, Entry<ClassroomSession> session) {
    Optional<Entry<Lesson>> lesson =
        session.value().lesson().flatMap(id -> lessons.find(caller, new Id(id)));
    List<Sheet> sheets = lesson.map(known -> sheets(caller, known)).orElse(List.of());
    return new Preparation(
        session.id(),
        session.value().lesson(),
        lesson.flatMap(known -> known.value().about().title()),
        lesson.flatMap(this::film).map(film -> film.durationMillis() / 1000.0),
        stops(session.value(), lesson),
        sheets,
        sheets.stream().mapToLong(Sheet::bytes).sum(),
        urls.expiry());
  }

  private Optional<Media> film(Entry<Lesson> lesson) {
    return lesson.value().part(PartName.VIDEO).flatMap(video -> media.find(video.sha256()));
  }

  private List<Sheet> sheets(Caller caller, Entry<Lesson> lesson) {
    LessonUrls of = urls.of(lesson.id(), caller.school());
    List<Sheet> sheets = new ArrayList<>();
    for (PartName name : PRINTED) {
      lesson.value().part(name).ifPresent(part -> sheets.add(sheet(of, name, part)));
    }
    return sheets;
  }

  private static Sheet sheet(LessonUrls of, PartName name, Part part) {
    return new Sheet(
        name.label(),
        part.name(),
        part.type(),
        part.bytes(),
        of.download(part.sha256(), part.name()));
  }

  private List<Stop> stops(ClassroomSession session, Optional<Entry<Lesson>> lesson) {
    if (!session.pausePoints().isEmpty()) {
      return session.pausePoints().stream()
          .map(point -> new Stop(point.position(), point.note(), "lead"))
          .toList();
    }
    List<Stop> asked = lesson.map(this::questions).orElse(List.of());
    return asked.isEmpty() ? lesson.map(this::scenes).orElse(List.of()) : asked;
  }

  private List<Stop> questions(Entry<Lesson> lesson) {
    return lesson.value().captions().values().stream()
        .findFirst()
        .map(captions -> media.passages(captions.sha256()))
        .map(PreparationService::questions)
        .orElse(List.of());
  }

  static List<Stop> questions(List<Passages.Passage> said) {
    return apart(
        said.stream()
            .filter(each -> each.kind().equals("caption") && ASKS.matcher(each.text()).find())
            .map(each -> new Stop(each.place(), each.text(), "caption"))
            .toList());
  }

  private List<Stop> scenes(Entry<Lesson> lesson) {
    return film(lesson)
        .map(
            film ->
                apart(
                    film.files().keySet().stream()
                        .map(STILL::matcher)
                        .filter(Matcher::matches)
                        .map(still -> new Stop(Integer.parseInt(still.group(1)), "", "still"))
                        .filter(stop -> stop.position() > 0)
                        .toList()))
        .orElse(List.of());
  }

  private static List<Stop> apart(List<Stop> stops) {
    List<Stop> kept = new ArrayList<>();
    for (Stop stop : stops.stream().sorted(Comparator.comparingDouble(Stop::position)).toList()) {
      boolean far = kept.isEmpty() || stop.position() - kept.getLast().position() >= APART;
      if (far && kept.size() < MOST_SUGGESTED) {
        kept.add(stop);
      }
    }
    return kept;
  }
}
