package org.keqiao.courseware.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.poifs.macros.VBAMacroReader;
import org.keqiao.courseware.CoursewareType;
import org.keqiao.courseware.Unusable;

/** A file in the container format of the older Office programs; WPS Office writes the same. */
final class OleContainer {

  private static final String SLIDES = "PowerPoint Document";

  private OleContainer() {}

  /**
   * What it is.
   *
   * @throws Unusable when it is locked, has macros or is something else
   */
  static CoursewareType typeOf(Path file) throws Unusable, IOException {
    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
      DirectoryNode root = container.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        throw new Unusable("document-locked", "its content is encrypted");
      }
      if (hasMacros(container, root)) {
        throw new Unusable("document-macros", "it has macros");
      }
      return type(root);
    }
  }

  private static CoursewareType type(DirectoryNode root) throws Unusable {
    if (root.hasEntryCaseInsensitive("WordDocument")) {
      return CoursewareType.DOC;
    }
    if (root.hasEntryCaseInsensitive(SLIDES)) {
      return CoursewareType.PPT;
    }
    if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
      return CoursewareType.XLS;
    }
    throw new Unusable("file-type", "it is no document of Office");
  }

  private static boolean hasMacros(POIFSFileSystem container, DirectoryNode root)
      throws IOException {
    if (root.hasEntryCaseInsensitive(SLIDES)) {
      return slidesHaveMacros(root);
    }
    // The reader is not closed: it would close the container.
    Collection<String> modules;
    try {
      modules = new VBAMacroReader(container).readMacros().values();
    } catch (IllegalArgumentException none) {
      return false;
    }
    return modules.stream().anyMatch(OleContainer::isCode);
  }

  /** Word and Excel write modules without a statement into documents that have no macros. */
  private static boolean isCode(String module) {
    return module
        .lines()
        .map(String::strip)
        .anyMatch(
            line ->
                !line.isEmpty() && !line.startsWith("Attribute ") && !line.startsWith("Option "));
  }

  /** Looks for the record VBAInfoAtom that says "has macros" ([MS-PPT] 2.4.11). */
  private static boolean slidesHaveMacros(DirectoryNode root) throws IOException {
    byte[] wanted = {0x02, 0x00, 0x00, 0x04, 0x0C, 0x00, 0x00, 0x00};
    try (InputStream stream = root.createDocumentInputStream(SLIDES)) {
      byte[] buffer = new byte[1 << 16];
      int found = 0;
      for (int count = stream.read(buffer); count > 0; count = stream.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (found < wanted.length) {
            found = buffer[i] == wanted[found] ? found + 1 : buffer[i] == wanted[0] ? 1 : 0;
          } else if (found < wanted.length + Integer.BYTES) {
            found++;
          } else if (buffer[i] == 1) {
            return true;
          } else {
            found = 0;
          }
        }
      }
    }
    return false;
  }
}
