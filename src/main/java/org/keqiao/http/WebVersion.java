package org.keqiao.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Names the pages' own files by a hash of all of them: it stands in their addresses behind the
 * folder, so that browsers need not ask again whether they are the same.
 *
 * @param text hexadecimal digits
 */
record WebVersion(String text) {

  private static final int DIGITS = 16;
  private static final Pattern ANY = Pattern.compile("[0-9a-f]{" + DIGITS + "}/.*");

  /**
   * Of the files that this program has.
   *
   * @param libraries versions of what pages load beside them
   */
  static WebVersion of(List<String> libraries) {
    try {
      MessageDigest hash = DigestUtils.getSha256Digest();
      libraries.forEach(each -> DigestUtils.updateDigest(hash, each));
      URL folder = Objects.requireNonNull(WebVersion.class.getClassLoader().getResource("web"));
      add(hash, folder.toURI());
      return new WebVersion(Hex.encodeHexString(hash.digest()).substring(0, DIGITS));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void add(MessageDigest hash, URI folder) throws IOException {
    if (!folder.getScheme().equals("jar")) {
      add(hash, Path.of(folder));
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
      add(hash, jar.getPath("web"));
    }
  }

  private static void add(MessageDigest hash, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        DigestUtils.updateDigest(hash, String.valueOf(file.getFileName()));
        hash.update(Files.readAllBytes(file));
      }
    }
  }

  /** A page whose files are named so. */
  String in(String html) {
    return html.replaceAll("(href|src)=\"/(web|webjars)/", "$1=\"/$2/" + text + "/");
  }

  /** Whether a path says that this version of a file is meant. */
  boolean leads(String path) {
    return path.startsWith(text + "/");
  }

  /** A path without any version. */
  static String without(String path) {
    return ANY.matcher(path).matches() ? path.substring(DIGITS + 1) : path;
  }
}
