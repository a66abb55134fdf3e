package org.keqiao.identity;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** What somebody signs in with, in a few words: {@code Chrome 130, Windows 10}. */
final class Device {

  /** Longer ones are made up to keep a parser busy. */
  private static final int LONGEST_AGENT = 512;

  private static final int LONGEST_NAME = 60;
  private static final String UNKNOWN = "Other";
  private static final Parser PARSER = new Parser();

  private Device() {}

  /**
   * The device of a request.
   *
   * @param userAgent header {@code User-Agent}
   */
  static String of(Optional<String> userAgent) {
    String agent = userAgent.orElse("");
    String known = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    Client client = PARSER.parse(known);
    String words =
        Stream.of(
                words(client.userAgent.family, client.userAgent.major),
                words(client.os.family, client.os.major))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    String name = words.isEmpty() ? known.split("[ (;]", 2)[0] : words;
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private static Optional<String> words(@Nullable String family, @Nullable String major) {
    return Optional.ofNullable(family)
        .filter(name -> !name.equals(UNKNOWN))
        .map(name -> major == null ? name : name + " " + major);
  }
}
