package org.keqiao.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Work;
import org.keqiao.live.broadcast.Broadcasts;
import org.keqiao.live.conference.Conferences;
import org.keqiao.media.Encoder;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Reconcile;

/**
 * The parts of this package, put together.
 *
 * @param broadcasts by the platform itself
 * @param conferences by an outside engine
 */
public record Live(Broadcasts broadcasts, Conferences conferences) {

  /**
   * What else it takes.
   *
   * @param names gives the name of an account
   */
  public record Around(
      LiveSessions sessions, SchoolService schools, JobService jobs, UnaryOperator<String> names) {}

  /** Puts the parts together. */
  public static Live over(
      LiveStores stores, Around around, Broadcasts.Equipment equipment, LiveSettings settings) {
    return new Live(
        new Broadcasts(
            stores,
            around.sessions(),
            around.schools(),
            around.jobs(),
            equipment,
            settings.broadcast()),
        new Conferences(
            stores,
            new Conferences.Around(
                around.sessions(), around.schools(), around.jobs(), around.names()),
            settings.conference()));
  }

  /** All of it over HTTP. */
  public List<Route> routes() {
    return Stream.of(broadcasts.routes(), conferences.routes()).flatMap(List::stream).toList();
  }

  /**
   * What makes lessons of recordings.
   *
   * @param encoder absent when this machine has none
   */
  public List<Work> works(Optional<Encoder> encoder, RecordedLesson lessons) {
    List<Work> works = new ArrayList<>();
    encoder.ifPresent(found -> works.add(broadcasts.work(found, lessons)));
    conferences.work(lessons).ifPresent(works::add);
    return works;
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.concat(broadcasts.reconciles(), conferences.reconciles())
        .<Reconcile<?>>map(each -> each)
        .toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return Stream.of(broadcasts.audited(), conferences.audited())
        .<Audited<?>>flatMap(List::stream)
        .toList();
  }
}
