package org.keqiao.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keqiao.catalogue.Catalogue;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.Life;
import org.keqiao.catalogue.Taxonomy;
import org.keqiao.catalogue.Textbook;
import org.keqiao.identity.Account;
import org.keqiao.identity.AccountService;
import org.keqiao.identity.Profile;
import org.keqiao.identity.RoleGrant;
import org.keqiao.pairing.Pairing;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementSeed;
import org.keqiao.pairing.statement.Need;
import org.keqiao.pairing.statement.Offer;
import org.keqiao.school.Region;
import org.keqiao.school.School;
import org.keqiao.school.Schools;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.keqiao.store.Json;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Plants the seeds once: reference data always, demo data when asked for. Nothing that was changed
 * since is overwritten.
 */
public final class Seeding {

  private static final RecordType<Done> TYPE = new RecordType<>("seeding", Done.class);
  private static final String SYSTEM = "system";

  private final SeedSettings settings;
  private final SeedFiles files;
  private final Records<Done> done;
  private final Catalogue catalogue;
  private final Schools schools;
  private final Pairing pairing;
  private final AccountService accounts;

  /** That the seeds with this fingerprint were planted. */
  record Done(boolean demo) {}

  /** Plants into these parts. */
  public Seeding(
      SeedSettings settings,
      Bucket bucket,
      Catalogue catalogue,
      Schools schools,
      Pairing pairing,
      AccountService accounts) {
    this.settings = settings;
    this.files = new SeedFiles(settings.folder());
    this.done = new Records<>(bucket, TYPE, Optional.empty());
    this.catalogue = catalogue;
    this.schools = schools;
    this.pairing = pairing;
    this.accounts = accounts;
  }

  /**
   * Writes the records; their cards are written by the reconciliation that follows at every start.
   *
   * @throws IOException when a seed cannot be read
   */
  public void plant() throws IOException {
    Id fingerprint = files.fingerprint();
    Id marker = new Id(fingerprint + (settings.demo() ? "-demo" : "-plain"));
    if (done.find(marker).isPresent()) {
      return;
    }
    plant("taxonomy.json", catalogue.taxonomies(), Taxonomy.class);
    plant("regions.json", schools.regions(), Region.class);
    plant("textbooks", catalogue.textbooks(), Textbook.class);
    if (settings.demo()) {
      plant("schools.json", schools.schools(), School.class);
      plant("needs.json", pairing.statements().needs(), Need.class);
      plant("offers.json", pairing.statements().offers(), Offer.class);
      plantAgreements();
      plantAccounts();
      plantLessons();
    }
    done.createIfAbsent(marker, new Done(settings.demo()), SYSTEM);
  }

  private <T> void plant(String name, Records<T> records, Class<T> type) throws IOException {
    Map<Id, T> values = new HashMap<>();
    files.read(name).forEach(seed -> values.put(seed.id(), seed.as(type)));
    plant(records, values);
  }

  private static <T> void plant(Records<T> records, Map<Id, T> values) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      values.forEach(
          (id, value) -> writes.add(threads.submit(() -> records.plant(id, value, SYSTEM))));
      for (Future<?> write : writes) {
        write.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("a seed cannot be written", failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while planting seeds", stopping);
    }
  }

  private void plantAccounts() throws IOException {
    for (JsonNode account : files.list("accounts.json")) {
      accounts.plant(
          new Account(
              account.path("login").asText(),
              account.path("name").asText(),
              roles(account),
              Optional.ofNullable(account.get("school")).map(JsonNode::asText),
              account.hasNonNull("profile")
                  ? Json.STORED.treeToValue(profile(account), Profile.class)
                  : Profile.UNKNOWN,
              false,
              false,
              0),
          settings.password());
    }
  }

  private static ObjectNode profile(JsonNode account) {
    ObjectNode profile = account.get("profile").deepCopy();
    if (!profile.has("subjects")) {
      profile.putArray("subjects");
    }
    return profile;
  }

  private static List<RoleGrant> roles(JsonNode account) throws IOException {
    List<RoleGrant> roles = new ArrayList<>();
    for (JsonNode role : account.path("roles")) {
      roles.add(Json.STORED.treeToValue(role, RoleGrant.class));
    }
    return roles;
  }

  private void plantAgreements() throws IOException {
    Map<Id, Agreement> agreements = new HashMap<>();
    for (SeedFiles.Seed seed : files.read("agreements.json")) {
      agreements.put(seed.id(), seed.as(AgreementSeed.class).agreement(Instant.now()));
    }
    plant(pairing.agreements().agreements(), agreements);
  }

  private void plantLessons() throws IOException {
    Map<Id, Lesson> lessons = new HashMap<>();
    Map<String, Textbook> books = new HashMap<>();
    for (SeedFiles.Seed seed : files.read("textbooks")) {
      books.put(seed.id().value(), seed.as(Textbook.class));
    }
    for (SeedFiles.Seed seed : files.read("lessons")) {
      lessons.put(seed.id(), lesson(seed, books));
    }
    plant(catalogue.lessons(), lessons);
  }

  private static Lesson lesson(SeedFiles.Seed seed, Map<String, Textbook> books) {
    LessonDraft about = seed.as(LessonDraft.class);
    ObjectNode value = seed.value();
    Lesson.Owner owner =
        new Lesson.Owner(
            AccountService.idOf(value.path("owner").asText("curator")),
            Optional.ofNullable(value.get("school")).map(JsonNode::asText),
            Optional.ofNullable(value.get("region")).map(JsonNode::asText));
    return new Lesson(
        about,
        about
            .textbook()
            .map(books::get)
            .flatMap(book -> about.node().map(node -> Lesson.pathIn(book, node)))
            .orElse(List.of()),
        owner,
        LessonState.PUBLISHED,
        Optional.of(Instant.parse(value.path("publishedAt").asText())),
        Map.of(),
        Map.of(),
        Life.NEW);
  }
}
