package org.keqiao.pairing.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.MovingClock;
import org.keqiao.pairing.PairingStores;
import org.keqiao.school.Schools;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Elastic;
import org.keqiao.store.ElasticSettings;
import org.keqiao.store.Id;
import org.keqiao.store.Reconcile;

/** The clock begins agreements, reminds of their end, ends them, and gives up on proposals. */
class AgreementTimeTest {

  private static final Instant BEGIN = Instant.parse("2026-08-20T02:00:00Z");
  private static final MovingClock CLOCK = new MovingClock(BEGIN);
  private static final Path MAPPINGS = Path.of("mappings");

  @TempDir static Path folder;
  private static EmbeddedBucket objects;
  private static EmbeddedElasticsearch search;
  private static Agreements agreements;

  @BeforeAll
  static void start() throws IOException {
    objects = EmbeddedBucket.start(folder.resolve("s3"));
    search = EmbeddedElasticsearch.start(folder.resolve("es"));
    Bucket bucket =
        Bucket.open(
            new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
                .at(objects.address(), objects.accessKey(), objects.secretKey()));
    Elastic elastic =
        Elastic.connect(new ElasticSettings(Optional.empty(), "", "", "test").at(search.address()));
    Schools schools = Schools.over(bucket, elastic, MAPPINGS);
    schools.reconciles().forEach(Reconcile::start);
    agreements =
        new Agreements(
            new PairingStores(bucket, elastic, MAPPINGS),
            schools.service(),
            (facet, id) -> true,
            CLOCK,
            new Agreement.Deadlines(Duration.ofDays(20), Duration.ofDays(30)));
    agreements.reconciles().forEach(Reconcile::start);
  }

  @AfterAll
  static void stop() throws IOException {
    search.close();
    objects.close();
  }

  private static Agreement proposed() {
    Terms terms =
        new Terms(
            List.of(new Terms.Course("english", Optional.empty())),
            2,
            Agreement.day(BEGIN).plusDays(12),
            Agreement.day(BEGIN).plusDays(100),
            Optional.empty(),
            Optional.empty());
    return Agreement.proposed(
        "city", "village", Optional.empty(), terms, Agreement.Deed.of("a", BEGIN, Side.RURAL));
  }

  private static AgreementState stateOf(Id id) {
    agreements.service().tick();
    return agreements.agreements().read(id).value().state();
  }

  @Test
  void agreement_asTheDaysGoBy_expiresOrBeginsAndRemindsAndEnds() {
    Agreement proposal = proposed();
    String hash = proposal.current().hash();
    Agreement both =
        proposal
            .signed(Side.URBAN, hash, Agreement.Deed.of("b", BEGIN, Side.URBAN))
            .signed(Side.RURAL, hash, Agreement.Deed.of("a", BEGIN, Side.RURAL));
    Id ignored = new Id("ignored");
    Id signed = new Id("signed");
    agreements.agreements().create(ignored, proposal, "test");
    agreements.agreements().create(signed, both, "test");
    assertThat(stateOf(ignored)).isEqualTo(AgreementState.PROPOSED);
    assertThat(stateOf(signed)).isEqualTo(AgreementState.ACCEPTED);
    CLOCK.move(Duration.ofDays(12));
    assertThat(stateOf(signed)).isEqualTo(AgreementState.ACTIVE);
    CLOCK.move(Duration.ofDays(8));
    assertThat(stateOf(ignored)).isEqualTo(AgreementState.EXPIRED);
    assertThat(agreements.agreements().read(signed).value().renewalDue()).isFalse();
    CLOCK.move(Duration.ofDays(51));
    assertThat(stateOf(signed)).isEqualTo(AgreementState.ACTIVE);
    assertThat(agreements.agreements().read(signed).value().renewalDue()).isTrue();
    long version = agreements.agreements().read(signed).version();
    assertThat(stateOf(signed)).isEqualTo(AgreementState.ACTIVE);
    assertThat(agreements.agreements().read(signed).version()).isEqualTo(version);
    CLOCK.move(Duration.ofDays(30));
    assertThat(stateOf(signed)).isEqualTo(AgreementState.ENDED);
    assertThat(agreements.agreements().read(signed).value().history())
        .extracting(Agreement.Happening::step)
        .containsExactly(
            Step.PROPOSE, Step.SIGN, Step.SIGN, Step.ACCEPT, Step.BEGIN, Step.REMIND, Step.FINISH);
  }
}
