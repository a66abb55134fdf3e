package org.keqiao.media;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders as the processes of this package need them. */
final class Folders {

  private Folders() {}

  /** The folder that holds {@code file}. */
  static Path of(Path file) {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /** Lets every user of this machine read {@code file}, or list it if it is a folder. */
  static void share(Path file) throws IOException {
    // A temporary file or folder is its maker's only, also after it was renamed.
    if (!file.toFile().setReadable(true, false) || !file.toFile().setExecutable(true, false)) {
      throw new IOException("Cannot set the permissions of " + file);
    }
  }

  /** Removes {@code folder} with all that is in it; does nothing if there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
