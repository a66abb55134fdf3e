package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64-gpl",
    "Linux, aarch64, linux-arm64-gpl",
    "Mac OS X, aarch64, macosx-arm64-gpl",
    "Mac OS X, x86_64, macosx-x86_64-gpl",
    "Windows 11, amd64, windows-x86_64-gpl",
  })
  void of_knownMachine_namesItsBundle(String os, String arch, String classifier) {
    assertEquals(Optional.of(classifier), Platform.of(os, arch).map(Platform::classifier));
  }

  @ParameterizedTest
  @CsvSource({"Linux, riscv64", "Windows 11, aarch64", "SunOS, amd64"})
  void of_unknownMachine_isEmpty(String os, String arch) {
    assertEquals(Optional.empty(), Platform.of(os, arch));
  }
}
