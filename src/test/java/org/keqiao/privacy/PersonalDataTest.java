package org.keqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Town;
import org.keqiao.store.TrailLine;

/** The list of personal data is whole, and speaks of what there is. */
class PersonalDataTest {

  private static final Pattern TYPE =
      Pattern.compile("new RecordType<>\\(\\s*\"([a-z-]+)\",\\s*(\\w+)\\.class\\)");
  private static final Pattern RECORD = Pattern.compile("record (\\w+)(?:<\\w+>)?\\(([^{]*)\\)");

  /** Beside the value of each version. */
  private static final String EVERY = "every";

  /** Its lines lie in the index only, and are made from versions. */
  private static final String TRAIL = "audit";

  /** Every kind of record that the program keeps, with the record that its JSON is read into. */
  private static Map<String, String> kinds() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    for (String source : sources()) {
      Matcher type = TYPE.matcher(source);
      while (type.find()) {
        kinds.put(type.group(1), type.group(2));
      }
    }
    kinds.remove(TRAIL);
    return kinds;
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(PersonalDataTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void kindOfRecord_thatTheProgramKeeps_isListed() throws IOException {
    Set<String> listed =
        PersonalData.table().stream().map(PersonalDatum::record).collect(Collectors.toSet());
    listed.remove(EVERY);
    assertThat(listed).isEqualTo(kinds().keySet());
  }

  @Test
  void member_thatIsListed_isOfItsRecord() throws IOException {
    Map<String, String> kinds = kinds();
    List<String> sources = sources();
    assertThat(PersonalData.table().stream().filter(kind -> !kind.record().equals(EVERY)))
        .allSatisfy(
            kind ->
                assertThat(kind.data())
                    .as(kind.record())
                    .allMatch(
                        member ->
                            sources.stream()
                                .anyMatch(
                                    source ->
                                        has(
                                            source,
                                            kinds.getOrDefault(kind.record(), ""),
                                            member))));
  }

  private static boolean has(String source, String record, String member) {
    Matcher declared = RECORD.matcher(source);
    while (declared.find()) {
      if (declared.group(1).equals(record)
          && Pattern.compile("\\b" + member + "\\b").matcher(declared.group(2)).find()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void version_ofEveryRecord_saysWhoWroteItAndFromWhere() {
    assertThat(
            PersonalData.table().stream()
                .filter(kind -> kind.record().equals(EVERY))
                .flatMap(kind -> kind.data().stream()))
        .isSubsetOf(
            Arrays.stream(TrailLine.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  @Test
  void list_isReadByThoseWhoAnswerForIt() {
    Answer list = Town.as("school-admin").get("/api/v1/personal-data");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body().path("items").findValuesAsText("record"))
        .contains("account", "session")
        .doesNotContain("class", "school");
    assertThat(Town.as("teacher").get("/api/v1/personal-data").status()).isEqualTo(403);
  }
}
