package org.keqiao.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the S3 server leaves in its folder when it is killed while it writes. It writes an object to
 * {@code <key>-<uuid>} first, and keeps the parts of a multipart upload under {@code
 * .mpus-<uuid>-}; both would be listed as objects for ever. No key of ours has either form.
 */
final class Unfinished extends SimpleFileVisitor<Path> {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern OBJECT = Pattern.compile(".+-" + UUID);
  private static final Pattern MULTIPART = Pattern.compile("\\.mpus-" + UUID + "-.*");

  private final Path folder;

  private Unfinished(Path folder) {
    this.folder = folder;
  }

  /**
   * Deletes it all. Only for a folder that no server is writing to.
   *
   * @param folder holds one folder per bucket
   */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new Unfinished(folder));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (OBJECT.matcher(file.getFileName().toString()).matches() || partOfMultipart(file)) {
      Files.delete(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (partOfMultipart(visited)) {
      Files.delete(visited);
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean partOfMultipart(Path path) {
    Path inside = folder.relativize(path);
    return inside.getNameCount() > 1 && MULTIPART.matcher(inside.getName(1).toString()).matches();
  }
}
