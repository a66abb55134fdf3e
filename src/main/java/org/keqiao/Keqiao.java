package org.keqiao;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.keqiao.activity.Activity;
import org.keqiao.audit.Audit;
import org.keqiao.audit.Audited;
import org.keqiao.audit.Events;
import org.keqiao.catalogue.Catalogue;
import org.keqiao.catalogue.LessonService;
import org.keqiao.cluster.Cluster;
import org.keqiao.cluster.ClusterSettings;
import org.keqiao.cluster.RecordBus;
import org.keqiao.delivery.MediaDelivery;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Assets;
import org.keqiao.http.Drain;
import org.keqiao.http.Operations;
import org.keqiao.http.Route;
import org.keqiao.http.WebServer;
import org.keqiao.identity.Identity;
import org.keqiao.identity.password.Passwords;
import org.keqiao.ingest.Ingest;
import org.keqiao.ingest.Leftovers;
import org.keqiao.pairing.Pairing;
import org.keqiao.pairing.PairingStores;
import org.keqiao.privacy.PersonalSections;
import org.keqiao.privacy.PrivacyRoutes;
import org.keqiao.privacy.Retention;
import org.keqiao.roster.RosterRoutes;
import org.keqiao.school.Schools;
import org.keqiao.seeds.DemoMedia;
import org.keqiao.seeds.Seeding;
import org.keqiao.selection.Selection;
import org.keqiao.selection.SelectionStores;
import org.keqiao.shards.Shards;
import org.keqiao.store.Id;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Repeating;
import org.keqiao.store.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole platform, put together from its settings. */
public final class Keqiao implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Keqiao.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  private final ServerSettings settings;
  private final Closing closing = new Closing();
  private final Drain drain = new Drain();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx;
  private final Stores stores;
  private final Secrets secrets;
  private final Identity identity;
  private final Schools schools;
  private final Events events;
  private final Audit audit;
  private final Ingest ingest;
  private final MediaUrls urls;
  private final MediaDelivery delivery;
  private final Catalogue catalogue;
  private final Pairing pairing;
  private final Selection selection;
  private final Shards shards;
  private final Activity activity;
  private final DataFolder data;
  private Optional<String> firstPassword = Optional.empty();
  private List<Route> table = List.of();
  private int port;

  private Keqiao(ServerSettings settings, ClusterSettings cluster, DataFolder data)
      throws IOException, InterruptedException {
    this.settings = settings;
    this.data = data;
    closing.add("data folder", data);
    try {
      this.stores = Stores.open(settings, data, closing);
      this.vertx =
          Cluster.open(
              cluster,
              new VertxOptions().setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)),
              Vertx.builder().withMetrics(new MicrometerMetricsFactory(metrics)));
      closing.add("vertx", () -> vertx.close().toCompletionStage().toCompletableFuture().join());
      if (vertx.isClustered()) {
        RecordBus.join(vertx.eventBus(), stores.bucket().records());
      }
      stores.bucket().records().monitor(metrics);
      this.secrets = new Secrets(stores.bucket());
      this.schools = Schools.over(stores.bucket(), stores.elastic(), settings.mappings());
      Events events = new Events(stores.bucket());
      this.events = events;
      this.identity =
          Identity.over(
              vertx,
              new Identity.Stores(
                  stores.bucket(),
                  stores.elastic(),
                  settings.mappings(),
                  schools.service(),
                  events),
              secrets,
              settings.identity());
      Passwords.monitor(metrics);
      Ingest.Folders folders =
          new Ingest.Folders(settings.mappings(), data.resolve("encoder"), data.resolve("spool"));
      this.ingest = Ingest.over(stores.bucket(), stores.elastic(), folders, settings.ingest());
      ingest.jobs().monitor(metrics);
      this.urls =
          new MediaUrls(
              secrets.ring(Commands.MEDIA_KEYS), settings.delivery().urlLife(), Clock.systemUTC());
      this.delivery =
          MediaDelivery.over(
              new MediaDelivery.Sources(
                  vertx,
                  stores.bucket(),
                  ingest,
                  school ->
                      schools.schools().find(new Id(school)).map(each -> each.value().lineKbps()),
                  metrics),
              urls,
              data.resolve("blocks"),
              settings.delivery());
      this.activity = Activity.over(stores.bucket(), metrics);
      closing.add("activity", activity);
      this.catalogue = catalogue();
      this.pairing =
          Pairing.over(
              new PairingStores(stores.bucket(), stores.elastic(), settings.mappings()),
              schools.service(),
              catalogue::hasTerm,
              settings.pairing());
      this.selection =
          Selection.over(
              new SelectionStores(stores.bucket(), stores.elastic(), settings.mappings()),
              catalogue,
              lessonSources(),
              urls,
              settings.selection());
      this.audit = new Audit(stores.elastic(), settings.mappings(), audited());
      this.shards = Shards.over(stores.bucket(), catalogue, ingest.media(), schools.service());
    } catch (IOException | RuntimeException | InterruptedException failed) {
      closing.close();
      throw failed;
    }
  }

  private Catalogue catalogue() {
    return Catalogue.over(
        stores.bucket(), stores.elastic(), settings.mappings(), lessonSources(), urls);
  }

  private LessonService.Sources lessonSources() {
    return new LessonService.Sources(
        identity.accounts(),
        schools.service(),
        ingest.uploads(),
        ingest.jobs(),
        ingest.media(),
        ingest.documents(),
        ingest.captions());
  }

  private List<Audited<?>> audited() {
    List<Audited<?>> all = new ArrayList<>(schools.audited());
    all.addAll(identity.audited());
    all.addAll(catalogue.audited());
    all.addAll(pairing.audited());
    all.addAll(selection.audited());
    all.add(events.audited(identity.staff()::nodes));
    return all;
  }

  /**
   * Starts everything; returns once it is ready.
   *
   * @throws IOException with one sentence, when something that it needs cannot be had
   */
  public static Keqiao start(ServerSettings settings) throws IOException, InterruptedException {
    return start(settings, DataFolder.take(settings.data()));
  }

  /** Starts everything over a folder that was taken; it is given back when the program closes. */
  static Keqiao start(ServerSettings settings, DataFolder data)
      throws IOException, InterruptedException {
    try {
      WebServer.requireFree(settings.http());
    } catch (IOException taken) {
      data.close();
      throw taken;
    }
    Keqiao keqiao = new Keqiao(settings, settings.cluster(), data);
    try {
      if (settings.worker()) {
        keqiao.work();
      } else {
        keqiao.serve();
      }
      return keqiao;
    } catch (IOException | RuntimeException | InterruptedException failed) {
      keqiao.close();
      throw failed;
    }
  }

  /** Opens the stores, brings the card catalogue in step, and says what was found. */
  static List<Reconcile.Report> reconcile(ServerSettings settings, DataFolder data, boolean rebuild)
      throws IOException, InterruptedException {
    try (Keqiao keqiao = new Keqiao(settings, ClusterSettings.NONE, data)) {
      LOG.info(
          "the audit had {} new lines", rebuild ? keqiao.audit.rebuild() : keqiao.audit.start());
      return keqiao.reconciles().stream()
          .map(each -> rebuild ? each.rebuild() : each.start())
          .toList();
    }
  }

  private List<Reconcile<?>> reconciles() {
    List<Reconcile<?>> all = new ArrayList<>(schools.reconciles());
    all.addAll(identity.reconciles());
    all.addAll(catalogue.reconciles());
    all.addAll(pairing.reconciles());
    all.addAll(selection.reconciles());
    all.addAll(ingest.reconciles());
    return all;
  }

  /** A process that only works on jobs; nobody asks it for anything but how it is. */
  private void work() throws IOException {
    for (Reconcile<?> each : ingest.reconciles()) {
      LOG.info("{}", each.start());
    }
    ingest.start();
    closing.add("ingest", ingest);
    closing.add("keeping in step", keepInStep(ingest.reconciles()));
    listen(operations());
  }

  private void listen(List<Route> routes) throws IOException {
    table = List.copyOf(routes);
    WebServer web =
        WebServer.start(
            vertx, settings.http(), table, identity.gate(), drain, delivery.elsewhere());
    closing.add("web server", web);
    port = web.port();
  }

  private void serve() throws IOException, InterruptedException {
    new Seeding(settings.seeds(), stores.bucket(), catalogue, schools, pairing, identity.accounts())
        .plant();
    for (Reconcile<?> each : reconciles()) {
      LOG.info("{}", each.start());
    }
    LOG.info("the audit lacked {} lines", audit.start());
    closing.add("audit", audit.keepInStep(settings.reconcileEvery()));
    ingest.start();
    closing.add("ingest", ingest);
    closing.add("keeping in step", keepInStep(reconciles()));
    closing.add("upload sweep", ingest.sweepUploads());
    closing.add("session sweep", identity.sweep().start());
    closing.add("erasure sweep", identity.erasures().start());
    closing.add(
        "retention",
        new Retention(settings.privacy(), identity.accounts(), events, audit, activity).start());
    closing.add("leftovers", Leftovers.sweepDaily(stores.bucket(), ingest.files()));
    shards.start(settings.reconcileEvery());
    closing.add("shards", shards);
    closing.add("uses", catalogue.saveUses());
    closing.add("agreements", pairing.agreements().keepTime());
    closing.add("rounds", selection.outcomes().keepTime());
    makeDemoMedia();
    listen(routes());
    makeFirstAdministrator();
  }

  /**
   * The last step of a start: nothing that fails may come between her password and its printing.
   */
  private void makeFirstAdministrator() {
    if (!settings.seeds().demo()) {
      firstPassword = identity.accounts().createFirstAdministrator();
    }
  }

  private void makeDemoMedia() throws IOException, InterruptedException {
    var curator = identity.accounts().caller("curator");
    if (settings.seeds().demo() && settings.seeds().media() && curator.isPresent()) {
      new DemoMedia(
              settings.seeds(), ingest, catalogue.service(), data.resolve("spool").resolve("films"))
          .make(curator.get());
    }
  }

  /** Compares the two stores on a schedule, and writes late cards as soon as they can be. */
  private AutoCloseable keepInStep(List<Reconcile<?>> all) {
    Repeating repeating = new Repeating("keep-in-step");
    for (Reconcile<?> each : all) {
      repeating
          .later(CATCH_UP, quietly(each::catchUp))
          .later(settings.reconcileEvery(), quietly(each::run));
    }
    return repeating;
  }

  private static Runnable quietly(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException away) {
        LOG.warn("the card catalogue cannot be compared now: {}", away.getMessage());
      }
    };
  }

  private List<Route> operations() {
    Map<String, BooleanSupplier> checks = new LinkedHashMap<>();
    checks.put("bucket", stores.bucket()::answers);
    checks.put("elasticsearch", stores.elastic()::answers);
    return new Operations(checks, drain, metrics, settings.metrics()).routes();
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>(identity.routes());
    routes.addAll(schools.routes());
    routes.addAll(new RosterRoutes(schools, identity.staff(), events).routes());
    routes.addAll(catalogue.routes());
    routes.addAll(pairing.routes());
    routes.addAll(selection.routes());
    routes.addAll(shards.routes());
    routes.addAll(ingest.routes());
    routes.addAll(delivery.routes());
    routes.addAll(audit.routes());
    routes.addAll(
        new PrivacyRoutes(
                new PersonalSections(identity.personal(), catalogue, ingest.jobs(), audit.traces()),
                identity.staff(),
                events)
            .routes());
    routes.addAll(activity.routes());
    routes.addAll(operations());
    routes.addAll(new Assets().routes());
    // What takes less time than finding its route is found first.
    routes.sort(Comparator.comparing(route -> !route.action().quick()));
    return routes;
  }

  /** Every route, in the order in which they are tried. */
  public List<Route> table() {
    return table;
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  /** The password of the administrator that this start made, if it made one. */
  Optional<String> firstPassword() {
    return firstPassword;
  }

  @Override
  public void close() {
    closing.close();
    LOG.info("stopped");
  }
}
