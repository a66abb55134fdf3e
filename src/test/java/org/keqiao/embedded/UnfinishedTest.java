package org.keqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the S3 server could not finish is gone before it starts again. */
class UnfinishedTest {

  @TempDir Path folder;

  private Path object(String key) throws IOException {
    Path file = folder.resolve("keqiao").resolve(key);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, key);
  }

  @Test
  void delete_takesWhatWasBeingWritten_andNothingElse() throws IOException {
    List<Path> finished =
        List.of(
            object("records/lesson/a/0000000001.json"),
            object("uploads/mwuf3a/tail-mwuf3b"),
            object(".mpus-" + UUID.randomUUID() + "-uploads/mwuf3a/content-1"),
            object(".mpus-" + UUID.randomUUID() + "-uploads/mwuf3a/content-stub"),
            object(".s3proxy-mpu-stub-" + UUID.randomUUID()),
            object("media/00/x/240p.mp4"));
    object("records/lesson/a/0000000002.json-" + UUID.randomUUID());
    object("uploads/mwuf3a/tail-mwuf3b-" + UUID.randomUUID());
    object(".mpus-" + UUID.randomUUID() + "-uploads/mwuf3a/content-2-" + UUID.randomUUID());
    object(".s3proxy-mpu-stub-" + UUID.randomUUID() + "-" + UUID.randomUUID());
    Unfinished.delete(folder);
    assertThat(files()).containsExactlyInAnyOrderElementsOf(finished);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
