package org.keqiao.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keqiao.audit.Traces;
import org.keqiao.catalogue.Catalogue;
import org.keqiao.identity.PersonalRecords;
import org.keqiao.ingest.job.Job;
import org.keqiao.ingest.job.JobService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;
import org.keqiao.timetable.Timetable;

/** What is kept about the holder of one account, a section for each kind of record. */
public final class PersonalSections {

  /** A section is as long as the lists of the API can go on from. */
  private static final int MOST = 1000;

  /** After everything that can be booked. */
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<String, Function<Id, Stream<?>>> sections = new LinkedHashMap<>();

  /** Over what keeps these records. */
  public PersonalSections(
      PersonalRecords identity,
      Catalogue catalogue,
      JobService jobs,
      Timetable timetable,
      Traces traces) {
    sections.put("account", account -> identity.accounts(account).map(Datum::of));
    sections.put("session", account -> identity.sessions(account).map(Datum::of));
    sections.put(
        "external-identity", account -> identity.externalIdentities(account).map(Datum::of));
    sections.put("lesson", account -> owned(catalogue.lessons(), account));
    sections.put("collection", account -> owned(catalogue.collections().collections(), account));
    sections.put(
        "job", account -> jobs.askedBy(account, MOST + 1).stream().map(PersonalSections::job));
    sections.put(
        "booking",
        account ->
            timetable
                .bookingService()
                .found(Map.of("teacher", account.value()), Instant.EPOCH, FAR)
                .map(Datum::of));
    sections.put("calendar-feed", account -> timetable.feedService().of(account).map(Datum::of));
    sections.put(
        "every",
        account ->
            Stream.concat(traces.by(account, MOST + 1), traces.about(account, MOST + 1))
                .distinct());
  }

  /**
   * A record.
   *
   * @param value what it says
   */
  record Datum(Id id, Instant createdAt, Instant changedAt, Object value) {

    static Datum of(Entry<?> entry) {
      return new Datum(entry.id(), entry.createdAt(), entry.at(), entry.value());
    }
  }

  /** What of a job is its asker's: others may have asked for the same. */
  record Asked(String kind, String sha256, Job.State state) {}

  private static Datum job(Entry<Job> entry) {
    Job job = entry.value();
    return new Datum(
        entry.id(),
        entry.createdAt(),
        entry.at(),
        new Asked(job.kind(), job.sha256(), job.state()));
  }

  private static Stream<Datum> owned(Records<? extends Object> records, Id account) {
    return Listing.all(records, Map.of("owner", account.value())).map(Datum::of);
  }

  /**
   * A copy of what is kept.
   *
   * @param data sections by kind of record, as the table of personal data names them
   * @param more kinds of which there is more than is shown
   */
  record Copy(Id account, Instant at, Map<String, List<?>> data, List<String> more) {}

  Copy copy(Id account) {
    Map<String, List<?>> data = new LinkedHashMap<>();
    List<String> more = new ArrayList<>();
    sections.forEach(
        (kind, section) -> {
          List<?> found = section.apply(account).limit(MOST + 1L).toList();
          if (found.size() > MOST) {
            more.add(kind);
          }
          data.put(kind, found.stream().limit(MOST).toList());
        });
    return new Copy(account, Instant.now(), data, List.copyOf(more));
  }
}
