package org.keqiao.ledger.summary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keqiao.audit.Events;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Folders;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;
import org.keqiao.ledger.LedgerSettings;
import org.keqiao.ledger.Lessons;
import org.keqiao.ledger.agreement.LedgerService;
import org.keqiao.ledger.count.Counting;
import org.keqiao.ledger.count.Span;
import org.keqiao.ledger.count.Stretch;
import org.keqiao.ledger.count.Taught;
import org.keqiao.ledger.count.Way;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourState;
import org.keqiao.ledger.hour.Hours;
import org.keqiao.ledger.hour.Lesson;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.ledger.promise.SchoolDays;
import org.keqiao.ledger.promise.Weeks;
import org.keqiao.pairing.PairingStores;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementSeed;
import org.keqiao.pairing.agreement.Agreements;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.school.School;
import org.keqiao.school.Schools;
import org.keqiao.settings.SettingsReader;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Elastic;
import org.keqiao.store.ElasticSettings;
import org.keqiao.store.Entry;
import org.keqiao.store.Filling;
import org.keqiao.store.Id;
import org.keqiao.store.Reconcile;

/** How long the ledger of a province takes to be summed up and written as a table. */
public final class LedgerBench {

  private static final int SCHOOLS = Integer.getInteger("bench.schools", 3000);
  private static final int WEEKS = Integer.getInteger("bench.weeks", 40);
  private static final int TIMES = Integer.getInteger("bench.times", 5);
  private static final int COUNTIES = 30;
  private static final List<String> SUBJECTS = List.of("english", "art", "music", "physics");

  private final LocalDate today = LocalDate.now(Agreement.CHINA);
  private final IsoWeek first = new IsoWeek(IsoWeek.of(today).monday().minusWeeks(WEEKS));
  private final Random random = new Random(7);

  private LedgerBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    Path data = Path.of("target", "bench", "ledger");
    Folders.delete(data);
    Files.createDirectories(data);
    try (EmbeddedBucket objects = EmbeddedBucket.start(data.resolve("s3"));
        EmbeddedElasticsearch search = EmbeddedElasticsearch.start(data.resolve("es"))) {
      Bucket bucket =
          Bucket.open(
              new BucketSettings(Optional.empty(), "us-east-1", "bench", "", "")
                  .at(objects.address(), objects.accessKey(), objects.secretKey()));
      Elastic elastic =
          Elastic.connect(
              new ElasticSettings(Optional.empty(), "", "", "bench").at(search.address()));
      new LedgerBench().run(bucket, elastic);
    }
    System.exit(0);
  }

  private static String rural(int number) {
    return "rural-%05d".formatted(number);
  }

  private static String urban(int number) {
    return "urban-%05d".formatted(number / 3);
  }

  private static School school(int number, String kind) {
    String county = "62%02d%02d".formatted(1 + number % COUNTIES / 10, 21 + number % 10);
    return new School(
        "学校" + number,
        county + "101",
        kind,
        Optional.empty(),
        List.of("primary"),
        100,
        2000,
        Map.of(),
        Map.of());
  }

  private void run(Bucket bucket, Elastic elastic) {
    Path mappings = Path.of("mappings");
    PairingStores stores = new PairingStores(bucket, elastic, mappings);
    Clock clock = Clock.systemUTC();
    Schools schools = Schools.over(bucket, elastic, mappings);
    Agreements agreements =
        new Agreements(
            stores,
            schools.service(),
            (facet, id) -> true,
            clock,
            new Agreement.Deadlines(Duration.ofDays(30), Duration.ofDays(30)));
    for (int i = 0; i < SCHOOLS; i++) {
      schools.schools().plant(new Id(rural(i)), school(i, School.RURAL), "bench");
      if (i % 3 == 0) {
        schools.schools().plant(new Id(urban(i)), school(i, School.URBAN), "bench");
      }
      agreements.agreements().plant(new Id("a-" + i), agreement(i), "bench");
    }
    schools.reconciles().forEach(Reconcile::start);
    agreements.reconciles().forEach(Reconcile::start);
    LedgerSettings settings = LedgerSettings.from(SettingsReader.open(Path.of("none"), Map.of()));
    Hours hours = Hours.over(stores, schools.service(), Lessons.NONE, settings, clock);
    hours.reconciles().forEach(Reconcile::start);
    long begin = System.nanoTime();
    Filling.rebuild(hours.cards(), all(settings.counting()));
    System.out.printf(
        Locale.ROOT,
        "%d schools, %d hours, cards written in %.0f s%n%n",
        SCHOOLS,
        SCHOOLS * WEEKS * 2,
        (System.nanoTime() - begin) / 1e9);
    LedgerService.Sources sources =
        new LedgerService.Sources(
            agreements.service(), schools.service(), Lessons.NONE, SchoolDays.USUAL);
    measure(Summaries.over(hours, sources, new Events(bucket), clock));
  }

  private Agreement agreement(int number) {
    return new AgreementSeed(
            urban(number),
            rural(number),
            List.of(new Terms.Course(SUBJECTS.get(number % SUBJECTS.size()), Optional.empty())),
            2,
            -7 * WEEKS,
            400,
            true)
        .agreement(Instant.now());
  }

  private Stream<Entry<Hour>> all(Counting counting) {
    return IntStream.range(0, SCHOOLS)
        .boxed()
        .flatMap(
            school ->
                IntStream.range(0, WEEKS * 2).mapToObj(lesson -> hour(counting, school, lesson)));
  }

  private Entry<Hour> hour(Counting counting, int school, int number) {
    Instant begins = first.begins().plusSeconds(7L * 86_400 * (number / 2) + 7200L * (number % 2));
    Instant ends = begins.plusSeconds(2400);
    Taught taught =
        new Taught(
            "a-" + school,
            Optional.of("b-" + school + "-" + number),
            Optional.empty(),
            new Taught.About(
                Optional.empty(),
                Optional.of(SUBJECTS.get(school % SUBJECTS.size())),
                Optional.empty(),
                Optional.empty()),
            begins,
            ends,
            true,
            Optional.empty(),
            Optional.empty(),
            List.of(new Span(begins, ends)),
            Map.of(
                rural(school),
                List.of(
                    new Stretch(
                        begins,
                        begins.plusSeconds(random.nextInt(3600)),
                        Way.delivering().get(random.nextInt(4))))));
    Hour hour =
        new Hour(
            new Lesson(
                taught.agreement(),
                urban(school),
                rural(school),
                taught.booking(),
                taught.session(),
                taught.about(),
                begins,
                ends),
            HourState.COUNTED,
            Optional.of(new Hour.Counted(counting.figures(taught, rural(school)), ends)),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new Entry<>(
        new Id("h-%05d-%03d".formatted(school, number)), 1, ends, ends, "bench", hour);
  }

  private void measure(Summaries summaries) {
    Caller bureau =
        new Caller("bench", Optional.empty(), Map.of(Permission.READ_HOURS, Reach.EVERYWHERE));
    Weeks weeks = new Weeks(first, IsoWeek.of(today));
    System.out.println("| summary of the province | p50 ms | max ms |");
    System.out.println("|-------------------------|-------:|-------:|");
    for (By by : By.values()) {
      SummaryService.Asked asked = new SummaryService.Asked(Optional.of("620000"), weeks, by);
      line(
          "by " + by.name().toLowerCase(Locale.ROOT),
          () -> summaries.service().summary(bureau, asked));
    }
    SummaryService.Asked county = new SummaryService.Asked(Optional.of("620121"), weeks, By.SCHOOL);
    line("one county by school", () -> summaries.service().summary(bureau, county));
    AtomicLong bytes = new AtomicLong();
    long begin = System.nanoTime();
    summaries.table().write(bureau, Map.of(), weeks, piece -> bytes.addAndGet(piece.length));
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%nledger.csv: %d rows, %.1f MB in %.1f s%n",
        SCHOOLS * WEEKS * 2,
        bytes.get() / 1e6,
        seconds);
  }

  private static void line(String name, Runnable work) {
    List<Long> nanos = new ArrayList<>();
    work.run();
    for (int i = 0; i < TIMES; i++) {
      long begin = System.nanoTime();
      work.run();
      nanos.add(System.nanoTime() - begin);
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %-23s | %6.0f | %6.0f |%n",
        name,
        sorted[sorted.length / 2] / 1e6,
        Arrays.stream(sorted).max().orElse(0) / 1e6);
  }
}
