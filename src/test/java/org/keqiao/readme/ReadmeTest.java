package org.keqiao.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;

/** The lines of the README work when pasted. */
class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final String ADDRESS = "http://127.0.0.1:8080";

  @TempDir Path folder;

  @Test
  void lines_pastedIntoAShell_workForEachOfTheThreeUsers() throws Exception {
    Files.write(folder.resolve("lesson.mp4"), Films.lesson(4));
    String output = paste(blocks());
    assertThat(output)
        .contains("\"id\":\"lesson-pep-math-3a-8-3-n1\"")
        .contains("#EXTM3U")
        .contains("\"items\":[\"长方形", "\"mostUsed\"")
        .contains("\"state\":\"done\"")
        .contains("\"title\":\"铁丝围成的长方形\"", "\"state\":\"published\"")
        .contains("\"kind\":\"rural\"", "\"dryRun\":true")
        .contains("\"origin\":\"matched\"", "\"state\":\"issued\"", "\"state\":\"active\"")
        .contains("\"state\":\"booked\"", "BEGIN:VEVENT", "STATUS:CONFIRMED");
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private String paste(List<String> blocks) throws IOException, InterruptedException {
    String script =
        blocks.stream()
            .collect(Collectors.joining("\n", "set -euo pipefail\n", "\n"))
            .replace(ADDRESS, RunningKeqiao.address().toString());
    Process shell =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }
}
