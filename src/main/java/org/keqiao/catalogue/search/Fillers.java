package org.keqiao.catalogue.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a natural sentence that say nothing of what a lesson is about. */
final class Fillers {

  private static final Pattern WORDS = load();
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Fillers() {}

  private static Pattern load() {
    try (InputStream in = Fillers.class.getResourceAsStream("/search/fillers.txt")) {
      String text =
          new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile(
          text.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .sorted(Comparator.comparingInt(String::length).reversed())
              .map(Pattern::quote)
              .collect(Collectors.joining("|")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A folded text without them; the text itself when nothing else is in it. */
  static String remove(String folded) {
    String rest = SPACES.matcher(WORDS.matcher(folded).replaceAll(" ")).replaceAll(" ").strip();
    return rest.isEmpty() ? folded : rest;
  }
}
