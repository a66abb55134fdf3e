package org.keqiao.media;

import java.util.Locale;
import java.util.Optional;

/**
 * A kind of machine that the bundled encoder is built for.
 *
 * @param classifier how the artifact {@code org.bytedeco:ffmpeg} names it
 * @param executableSuffix what ends the name of a program
 * @param libraryPathVariable the variable that tells the loader where libraries are
 * @param elfMachine number of the processor in ELF files; 0 where libraries are not ELF
 */
record Platform(
    String classifier, String executableSuffix, String libraryPathVariable, int elfMachine) {

  private static final int ELF_X86_64 = 62;
  private static final int ELF_AARCH64 = 183;

  /** The machine that this program runs on; empty if no bundle is built for it. */
  static Optional<Platform> current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** From the values of the system properties {@code os.name} and {@code os.arch}. */
  static Optional<Platform> of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
    if (!arm && !intel) {
      return Optional.empty();
    }
    String arch = arm ? "arm64-gpl" : "x86_64-gpl";
    if (os.startsWith("linux")) {
      int machine = arm ? ELF_AARCH64 : ELF_X86_64;
      return Optional.of(new Platform("linux-" + arch, "", "LD_LIBRARY_PATH", machine));
    }
    if (os.startsWith("mac")) {
      return Optional.of(new Platform("macosx-" + arch, "", "DYLD_LIBRARY_PATH", 0));
    }
    if (os.startsWith("windows") && intel) {
      return Optional.of(new Platform("windows-" + arch, ".exe", "PATH", 0));
    }
    return Optional.empty();
  }

  /** Whether a missing library can be replaced by an empty one. */
  boolean takesStubs() {
    return elfMachine != 0;
  }
}
