package org.keqiao.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads typed values from a YAML file with overrides from the environment ({@code http.port} is
 * {@code KEQIAO_HTTP_PORT}, {@code http.publicUrl} is {@code KEQIAO_HTTP_PUBLIC_URL}). A value that
 * cannot be read is noted and replaced by its default, so that {@link #finish()} can name every
 * fault at once; a key that nobody asked for is a fault too.
 */
public final class SettingsReader {

  private static final String PREFIX = "KEQIAO_";
  private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");
  private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB)?");
  private static final Map<String, Integer> BYTE_SHIFTS =
      Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

  private final Map<String, String> file = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  private SettingsReader() {}

  /**
   * Opens a settings file.
   *
   * @param file YAML; a missing file means all defaults
   * @param environment the process environment; {@code KEQIAO_…} names override the file
   */
  public static SettingsReader open(Path file, Map<String, String> environment) {
    SettingsReader reader = new SettingsReader();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            reader.environment.put(name, value);
          }
        });
    if (Files.exists(file)) {
      try {
        reader.flatten("", new YAMLMapper().readTree(Files.readString(file)));
      } catch (IOException unreadable) {
        reader.faults.add("%s cannot be read: %s".formatted(file, firstLine(unreadable)));
      }
    }
    return reader;
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private void flatten(String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue()));
    } else if (!node.isMissingNode() && !path.isEmpty()) {
      file.put(path, node.isNull() ? "" : node.asText());
    }
  }

  /** The environment's name of a key. */
  static String variable(String key) {
    return PREFIX
        + HUMP.matcher(key).replaceAll("$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Text; an empty text is a value like any other. */
  public String text(String key, String fallback) {
    asked.add(key);
    String override = environment.get(variable(key));
    return override != null ? override : file.getOrDefault(key, fallback);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean fallback) {
    return value(
        key,
        fallback,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** A whole number within {@code lowest} and {@code highest}, both included. */
  public int number(String key, int fallback, int lowest, int highest) {
    return value(
        key,
        fallback,
        "a whole number from %d to %d".formatted(lowest, highest),
        text -> {
          int value = Integer.parseInt(text);
          if (value < lowest || value > highest) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** A span of time such as {@code 30s}, {@code 10m}, {@code 6h}, {@code 14d}. */
  public Duration duration(String key, Duration fallback) {
    return value(key, fallback, "a span of time such as 30s, 10m, 6h or 14d", SettingsReader::span);
  }

  /**
   * The span of time that a text such as {@code 30s} names.
   *
   * @throws IllegalArgumentException when it names none, or nothing
   */
  public static Duration span(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      Duration value = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException();
      }
      return value;
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  /** A number of bytes such as {@code 512MiB}. */
  public long bytes(String key, long fallback) {
    return value(
        key,
        fallback,
        "a number of bytes such as 512MiB or 4GiB",
        text -> {
          Matcher matcher = BYTES.matcher(text);
          if (!matcher.matches()) {
            throw new IllegalArgumentException();
          }
          String unit = matcher.group(2) == null ? "B" : matcher.group(2);
          return Math.multiplyExact(
              Long.parseLong(matcher.group(1)), 1L << BYTE_SHIFTS.getOrDefault(unit, 0));
        });
  }

  /** An http or https address, or empty when the text is empty. */
  public Optional<URI> address(String key) {
    Optional<URI> address = parseAddress(key);
    if (address.filter(uri -> uri.getUserInfo() != null).isPresent()) {
      refuse(key, "must not carry a user and password; there are settings for them");
    }
    return address;
  }

  private Optional<URI> parseAddress(String key) {
    return value(
        key,
        Optional.empty(),
        "an address such as http://host:9200, or empty",
        text -> {
          if (text.isEmpty()) {
            return Optional.empty();
          }
          URI uri = URI.create(text);
          String scheme = String.valueOf(uri.getScheme());
          if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException();
          }
          return Optional.of(uri);
        });
  }

  /** One of the names of an enumeration, in lower case. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    Class<E> type = fallback.getDeclaringClass();
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return value(
        key,
        fallback,
        "one of " + String.join(", ", names),
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  /** Notes a fault that only the owner of a setting can see. */
  public void refuse(String key, String sentence) {
    faults.add("%s (%s) %s".formatted(key, variable(key), sentence));
  }

  /**
   * A value that only its owner can read.
   *
   * @param wanted what it must be, as whoever runs the server reads it
   * @param parser throws {@link IllegalArgumentException} on what it cannot read
   */
  public <T> T value(String key, T fallback, String wanted, Function<String, T> parser) {
    asked.add(key);
    String override = environment.get(variable(key));
    String text = override != null ? override : file.get(key);
    if (text == null) {
      return fallback;
    }
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException | ArithmeticException bad) {
      refuse(key, "must be %s, but is \"%s\"".formatted(wanted, text));
      return fallback;
    }
  }

  /**
   * Call once every setting has been asked for.
   *
   * @throws SettingsException when anything was wrong, naming all of it
   */
  public void finish() {
    for (String key : file.keySet()) {
      if (!asked.contains(key)) {
        faults.add("%s is not a setting".formatted(key));
      }
    }
    Set<String> variables = new TreeSet<>();
    asked.forEach(key -> variables.add(variable(key)));
    for (String name : environment.keySet()) {
      if (!variables.contains(name) && !name.equals(PREFIX + "CONFIG")) {
        faults.add("%s is not a setting".formatted(name));
      }
    }
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
  }
}
