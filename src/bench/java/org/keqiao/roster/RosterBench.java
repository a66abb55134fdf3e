package org.keqiao.roster;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;

/** How long it takes to import the staff of a county, and to send the same file again. */
public final class RosterBench {

  private static final int ROWS = Integer.getInteger("bench.rows", 10_000);
  private static final String PATH = "/api/v1/rosters/accounts";

  private RosterBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    Path data = Path.of("target", "bench", "roster");
    Folders.delete(data);
    Files.createDirectories(data);
    Map<String, String> settings = Map.of("KEQIAO_DEMO_MEDIA", "false");
    try (Keqiao keqiao = Keqiao.start(RunningKeqiao.settings(data, settings))) {
      Api bureau =
          Api.at(URI.create("http://127.0.0.1:" + keqiao.port()))
              .signIn("bureau-admin", "keqiao-demo");
      System.out.println("| what                  |    rows | seconds |");
      System.out.println("|-----------------------|--------:|--------:|");
      byte[] file = file("马晓兰").getBytes(StandardCharsets.UTF_8);
      line("checked (dry run)", () -> send(bureau, "?dryRun=true", file));
      line("imported", () -> send(bureau, "", file));
      line("imported again", () -> send(bureau, "", file));
      byte[] changed = file("马晓梅").getBytes(StandardCharsets.UTF_8);
      line("imported with changes", () -> send(bureau, "", changed));
      line("exported", () -> bureau.get(PATH));
    }
    System.exit(0);
  }

  private static String file(String name) {
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                "staff.%05d,%s,maying-liuwan-primary,teacher@maying-liuwan-primary,math,g3,pep,"
                    .formatted(i, name))
        .collect(
            Collectors.joining(
                "\r\n", "login,name,school,roles,subjects,grade,edition,disabled\r\n", "\r\n"));
  }

  private static Answer send(Api api, String query, byte[] file) {
    return api.send(
        "POST", PATH + query, BodyPublishers.ofByteArray(file), "Content-Type", "text/csv");
  }

  private interface Step {
    Answer run();
  }

  private static void line(String what, Step step) {
    long begun = System.nanoTime();
    Answer answer = step.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (answer.status() != 200 || !answer.body().path("failed").isEmpty()) {
      throw new IllegalStateException(what + " answered " + answer.body());
    }
    System.out.printf(Locale.ROOT, "| %-21s | %7d | %7.1f |%n", what, ROWS, seconds);
  }
}
