package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemMessagesTest {

  private static final Pattern CODE =
      Pattern.compile(
          "(?:malformed|unauthenticated|conflict|invalid|unavailable|forbidden)\\(\\s*\"([a-z-]+)\"");

  @Test
  void sentences_inBothLanguages_haveTheSameCodes() {
    assertThat(codes(Locale.ENGLISH)).isEqualTo(codes(Locale.SIMPLIFIED_CHINESE));
  }

  @Test
  void code_thatTheProgramNames_hasASentence() throws IOException {
    Set<String> known = codes(Locale.SIMPLIFIED_CHINESE);
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher named = CODE.matcher(Files.readString(file));
        while (named.find()) {
          assertThat(known).as(file.toString()).contains(named.group(1));
        }
      }
    }
  }

  private static Set<String> codes(Locale language) {
    return new TreeSet<>(ProblemMessages.bundle(language).keySet());
  }
}
