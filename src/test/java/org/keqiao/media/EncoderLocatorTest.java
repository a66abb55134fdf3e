package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderLocatorTest {

  @TempDir Path folder;

  @Test
  void locate_nothingInstalled_unpacksBundleThatRuns() throws Exception {
    Encoder encoder = bundled();

    assertTrue(encoder.ffmpeg().startsWith(folder));
    assertEquals(Optional.empty(), EncoderCheck.refusal(encoder));
    assertEquals(Set.of("LD_LIBRARY_PATH"), encoder.environment().keySet());
  }

  @Test
  void locate_unpackedBefore_keepsTheFiles() throws Exception {
    FileTime past = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(bundled().ffmpeg(), past);

    assertEquals(past, Files.getLastModifiedTime(bundled().ffmpeg()));
  }

  @Test
  void locate_damagedCache_unpacksAgain() throws Exception {
    Path program = bundled().ffmpeg();
    Files.write(program, new byte[] {1, 2, 3});

    assertEquals(Optional.empty(), EncoderCheck.refusal(bundled()));
  }

  @Test
  void locate_killedUnpacking_isReplacedAndSwept() throws Exception {
    Path left = Files.createDirectories(folder.resolve(".unpacking-1"));
    Files.writeString(left.resolve("ffmpeg"), "half");
    Files.setLastModifiedTime(left, FileTime.fromMillis(1_000_000));

    bundled();

    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(
          List.of(), all.filter(it -> it.getFileName().toString().startsWith(".")).toList());
    }
  }

  @Test
  void locate_configuredFolder_isUsed() throws Exception {
    Encoder wrapped = wrapper(Fixtures.bundled(), "");

    Encoder found =
        new EncoderLocator(Optional.of(folder), "", folder.resolve("cache")).locate().orElseThrow();

    assertEquals(wrapped, found);
  }

  @Test
  void locate_configuredButAbsent_saysSo() {
    EncoderLocator locator = new EncoderLocator(Optional.of(folder.resolve("nowhere")), "", folder);

    IOException e = assertThrows(IOException.class, locator::locate);
    assertTrue(String.valueOf(e.getMessage()).contains("nowhere"), e.getMessage());
  }

  @Test
  void locate_goodOneOnPath_isPreferred() throws Exception {
    Encoder wrapped = wrapper(Fixtures.bundled(), "");

    assertEquals(wrapped, onPath());
  }

  @Test
  void locate_oldOneOnPath_isPassedOver() throws Exception {
    Encoder old = wrapper(Fixtures.bundled(), " | sed 's/version [0-9.]*/version 4.4.1/'");

    assertTrue(EncoderCheck.refusal(old).orElseThrow().contains("5.1"));
    assertTrue(onPath().ffmpeg().startsWith(folder.resolve("cache")));
  }

  @Test
  void locate_oneWithoutX264OnPath_isPassedOver() throws Exception {
    Encoder poor = wrapper(Fixtures.bundled(), " | sed 's/libx264/libnone/'");

    assertTrue(EncoderCheck.refusal(poor).orElseThrow().contains("libx264"));
    assertTrue(onPath().ffmpeg().startsWith(folder.resolve("cache")));
  }

  private Encoder bundled() throws Exception {
    return new EncoderLocator(Optional.empty(), "", folder).locate().orElseThrow();
  }

  private Encoder onPath() throws Exception {
    return new EncoderLocator(Optional.empty(), "/nowhere::" + folder, folder.resolve("cache"))
        .locate()
        .orElseThrow();
  }

  /** An "installed" pair: scripts that call the real one and filter what it prints. */
  private Encoder wrapper(Encoder real, String filter) throws IOException {
    String library = real.environment().getOrDefault("LD_LIBRARY_PATH", "");
    Encoder scripts = Encoder.in(folder, "");
    for (Path script : List.of(scripts.ffmpeg(), scripts.ffprobe())) {
      Path program = real.ffmpeg().resolveSibling(script.getFileName());
      Files.writeString(
          script,
          "#!/bin/sh%nLD_LIBRARY_PATH=%s %s \"$@\"%s%n".formatted(library, program, filter));
      assertTrue(script.toFile().setExecutable(true));
    }
    return scripts;
  }
}
