package org.keqiao.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * What the S3 server leaves in its folder when it is killed while it writes: it writes an object,
 * or a part, to {@code <key>-<uuid>} first, which would be listed as an object for ever. No key of
 * ours has this form. The parts of multipart uploads, under {@code .mpus-<uuid>-}, stay: an upload
 * goes on with them.
 */
final class Unfinished extends SimpleFileVisitor<Path> {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern OBJECT =
      Pattern.compile("(?!\\.s3proxy-mpu-stub-" + UUID + "$).+-" + UUID);

  private Unfinished() {}

  /**
   * Deletes it all. Only for a folder that no server is writing to.
   *
   * @param folder holds one folder per bucket
   */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new Unfinished());
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (OBJECT.matcher(file.getFileName().toString()).matches()) {
      Files.delete(file);
    }
    return FileVisitResult.CONTINUE;
  }
}
