package org.keqiao.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Unpacks the programs that come in the artifact {@code org.bytedeco:ffmpeg}. Its own loader is not
 * used: it loads native code into this process, and what it unpacks does not start on a machine
 * without desktop libraries.
 */
final class BundledEncoder {

  private static final String ASIDE = ".unpacking-";
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Platform platform;
  private final Path cache;
  private final String prefix;

  BundledEncoder(Platform platform, Path cache) {
    this.platform = platform;
    this.cache = cache.toAbsolutePath();
    this.prefix = "org/bytedeco/ffmpeg/" + platform.classifier() + "/";
  }

  /**
   * The bundled programs, unpacked; from the cache if they are there already. A killed unpacking
   * leaves no half cache behind, and two at once do not disturb each other.
   *
   * @return empty if the class path has no bundle for this platform
   * @throws IOException if the cache cannot be written
   */
  Optional<Encoder> unpack() throws IOException, InterruptedException {
    URL program =
        BundledEncoder.class
            .getClassLoader()
            .getResource(prefix + "ffmpeg" + platform.executableSuffix());
    if (program == null) {
      return Optional.empty();
    }
    URLConnection connection = program.openConnection();
    if (!(connection instanceof JarURLConnection jarConnection)) {
      return Optional.empty();
    }
    jarConnection.setUseCaches(false);
    try (JarFile jar = jarConnection.getJarFile()) {
      List<JarEntry> entries = entries(jar);
      Path folder = cache.resolve("ffmpeg-%s-%s".formatted(platform.classifier(), mark(entries)));
      if (!complete(folder, entries)) {
        unpack(jar, entries, folder);
      }
      return Optional.of(runnable(folder));
    }
  }

  private List<JarEntry> entries(JarFile jar) {
    return jar.stream()
        .filter(entry -> entry.getName().startsWith(prefix) && isFile(name(entry)))
        .toList();
  }

  /** Not a folder, not in one, and not a bridge to Java, which nothing here calls. */
  private static boolean isFile(String name) {
    return !name.isEmpty()
        && !name.contains("/")
        && !name.startsWith("libjni")
        && !name.startsWith("jni");
  }

  private String name(JarEntry entry) {
    return entry.getName().substring(prefix.length());
  }

  /** Short digest of the bundle's content, so that another version gets another folder. */
  private String mark(List<JarEntry> entries) {
    CRC32 digest = new CRC32();
    for (JarEntry entry : entries) {
      digest.update(
          "%s %x %d;".formatted(name(entry), entry.getCrc(), entry.getSize()).getBytes(UTF_8));
    }
    return "%08x".formatted(digest.getValue());
  }

  /** Sizes, too: after a power failure a renamed folder may hold empty files. */
  private boolean complete(Path folder, List<JarEntry> entries) throws IOException {
    for (JarEntry entry : entries) {
      Path file = folder.resolve(name(entry));
      if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
        return false;
      }
    }
    return true;
  }

  private void unpack(JarFile jar, List<JarEntry> entries, Path folder) throws IOException {
    Files.createDirectories(cache);
    sweep();
    Path aside = Files.createTempDirectory(cache, ASIDE);
    try {
      Folders.share(aside);
      for (JarEntry entry : entries) {
        copy(jar, entry, aside.resolve(name(entry)));
      }
      if (Files.exists(folder) && !complete(folder, entries)) {
        Folders.delete(folder);
      }
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!complete(folder, entries)) {
        throw e;
      }
      // Another process was faster; its copy is as good as ours.
    } finally {
      Folders.delete(aside);
    }
  }

  /** Removes what killed unpackings left; a live one is done long before that age. */
  private void sweep() throws IOException {
    Instant old = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, ASIDE + "*")) {
      for (Path folder : folders) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
          Folders.delete(folder);
        }
      }
    }
  }

  private static void copy(JarFile jar, JarEntry entry, Path file) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      Files.copy(content, file);
    }
    Folders.share(file);
  }

  /** Desktop libraries are looked for at every start: the machine may have changed. */
  private Encoder runnable(Path folder) throws IOException, InterruptedException {
    Path stubs = cache.resolve("stubs-" + platform.classifier());
    Encoder encoder =
        Encoder.in(folder, platform.executableSuffix())
            .with(Map.of(platform.libraryPathVariable(), folder + File.pathSeparator + stubs));
    if (platform.takesStubs()) {
      for (String library : MissingLibraries.of(encoder)) {
        StubLibrary.write(stubs, library, platform.elfMachine());
      }
    }
    return encoder;
  }
}
