package org.keqiao.classroom;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.keqiao.audit.Audited;
import org.keqiao.classroom.channel.HeldSessions;
import org.keqiao.classroom.channel.SessionLog;
import org.keqiao.classroom.session.SessionService;
import org.keqiao.classroom.session.Sessions;
import org.keqiao.http.Route;
import org.keqiao.pairing.PairingStores;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Repeating;

/** The parts of this package, put together. */
public final class Classroom {

  private final Sessions sessions;
  private final PairingStores stores;
  private final ClassroomSettings settings;

  /** Puts the parts together over the two stores. */
  public Classroom(PairingStores stores, Sessions.Sources sources, ClassroomSettings settings) {
    this.stores = stores;
    this.settings = settings;
    this.sessions = new Sessions(stores, sources, settings.limits(), Clock.systemUTC());
  }

  /** What can be done with sessions. */
  public SessionService sessions() {
    return sessions.service();
  }

  /** Tells of every agreement of which a session is held to its end here from now on. */
  public void whenHeld(Consumer<String> told) {
    sessions.whenHeld(told);
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return sessions.reconciles().toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return sessions.audited();
  }

  /** Sessions that are held on this server from now on, until it is closed. */
  public Open open(Vertx vertx, MeterRegistry metrics) {
    SessionLog log = new SessionLog(stores.bucket());
    HeldSessions held =
        new HeldSessions(
            vertx,
            new HeldSessions.Surroundings(
                log,
                settings.limits(),
                Clock.systemUTC(),
                sessions.service()::facts,
                sessions.service()),
            metrics);
    return new Open(
        held, sessions.endForgotten(settings.longest(), held), sessions.routes(held, log));
  }

  /**
   * Sessions that are held.
   *
   * @param routes all of it over HTTP
   */
  public record Open(HeldSessions held, Repeating sweep, List<Route> routes)
      implements AutoCloseable {
    @Override
    public void close() {
      sweep.close();
      held.close();
    }
  }
}
