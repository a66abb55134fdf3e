package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Captions in the one form that browsers and HLS players read.
 *
 * @param cues in the order of the file, none without text
 */
public record WebVtt(List<Cue> cues) {

  private static final Pattern TIMES =
      Pattern.compile(
          "(?:(\\d{1,4}):)?(\\d\\d):(\\d\\d)\\.(\\d{3})\\s+-->\\s+(?:(\\d{1,4}):)?(\\d\\d):(\\d\\d)\\.(\\d{3}).*");
  private static final Pattern MARKUP = Pattern.compile("<(?:/?[A-Za-z][^<>]*|/|[0-9:.]+)>");

  /** Keeps its list from changing. */
  public WebVtt {
    cues = List.copyOf(cues);
  }

  /**
   * A text and when it is shown.
   *
   * @param text plain, of one or more lines
   */
  public record Cue(Duration start, Duration end, String text) {}

  /** Reads what ffmpeg writes; markup, positions and notes are passed over. */
  static WebVtt parse(String file) {
    List<Cue> cues = new ArrayList<>();
    for (String block : file.replace("\r\n", "\n").split("\n{2,}", -1)) {
      List<String> lines = block.lines().toList();
      for (int i = 0; i < Math.min(2, lines.size()); i++) {
        Matcher times = TIMES.matcher(lines.get(i));
        if (times.matches()) {
          String text = plain(lines.subList(i + 1, lines.size()));
          Duration start = time(times, 1);
          Duration end = time(times, 5);
          if (!text.isEmpty() && end.compareTo(start) > 0) {
            cues.add(new Cue(start, end, text));
          }
          break;
        }
      }
    }
    return new WebVtt(cues);
  }

  private static String plain(List<String> lines) {
    String text = MARKUP.matcher(String.join("\n", lines)).replaceAll("");
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&lrm;", "")
        .replace("&rlm;", "")
        .replace("&amp;", "&")
        .strip();
  }

  private static Duration time(Matcher times, int first) {
    String hours = times.group(first);
    return Duration.ofHours(hours == null ? 0 : Long.parseLong(hours))
        .plusMinutes(Long.parseLong(times.group(first + 1)))
        .plusSeconds(Long.parseLong(times.group(first + 2)))
        .plusMillis(Long.parseLong(times.group(first + 3)));
  }

  /** The file. */
  public String text() {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (Cue cue : cues) {
      text.append("\n%s --> %s\n".formatted(clock(cue.start()), clock(cue.end())));
      // A blank line would end the cue.
      cue.text()
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  /** A moment as WebVTT writes it. */
  static String clock(Duration time) {
    return "%02d:%02d:%02d.%03d"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart(), time.toMillisPart());
  }
}
