package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubLibraryTest {

  private static final List<String> DESKTOP =
      List.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0");

  @TempDir Path stubs;

  @Test
  void encoder_withStubsForDesktopLibraries_starts() throws Exception {
    Encoder encoder = stubbed(DESKTOP);

    assertEquals(Optional.empty(), EncoderCheck.refusal(encoder));
    assertEquals(List.of(), MissingLibraries.of(encoder));
  }

  @Test
  void encoder_withStubForNeededLibrary_isRefused() throws Exception {
    assertTrue(EncoderCheck.refusal(stubbed(List.of("libavcodec.so.62"))).isPresent());
  }

  @Test
  void missingLibraries_ownLibraryGone_namesIt() throws Exception {
    Encoder real = Fixtures.bundled();
    Path lone = Files.copy(real.ffmpeg(), stubs.resolve("ffmpeg"));
    assertTrue(lone.toFile().setExecutable(true));

    List<String> missing = MissingLibraries.of(new Encoder(lone, lone, Map.of()));

    assertTrue(missing.contains("libavcodec.so.62"), missing.toString());
  }

  /** The stubs come first, so that they win over libraries that this machine has. */
  private Encoder stubbed(List<String> names) throws Exception {
    Encoder real = Fixtures.bundled();
    Platform platform = Platform.current().orElseThrow();
    for (String name : names) {
      StubLibrary.write(stubs, name, platform.elfMachine());
    }
    String libraries = real.environment().getOrDefault("LD_LIBRARY_PATH", "");
    return real.with(Map.of("LD_LIBRARY_PATH", stubs + ":" + libraries));
  }
}
