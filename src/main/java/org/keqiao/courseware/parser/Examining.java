package org.keqiao.courseware.parser;

import java.io.IOException;
import java.nio.file.Path;
import org.keqiao.courseware.CoursewareType;
import org.keqiao.courseware.Examination;
import org.keqiao.courseware.Magic;
import org.keqiao.courseware.Unusable;

/** Says what a file is, as far as that takes opening it. */
final class Examining {

  private Examining() {}

  /**
   * What a file is; of containers, what is in them.
   *
   * @param magic what its first bytes say
   */
  static CoursewareType typeOf(Path file, String magic) throws Unusable, IOException {
    if (magic.equals(Magic.OLE)) {
      return OleContainer.typeOf(file);
    }
    CoursewareType type =
        CoursewareType.of(magic)
            .orElseThrow(() -> new Unusable(Magic.refusal(magic), "it is " + magic));
    if (type != CoursewareType.ZIP) {
      return type;
    }
    try (ZipContainer container = ZipContainer.open(file)) {
      return container.type();
    }
  }

  /** The same, and whether it can be opened, as far as that costs little. */
  static Examination examine(Path file, String magic) throws Unusable, IOException {
    CoursewareType type = typeOf(file, magic);
    return switch (type) {
      case PDF -> pdf(file);
      case JPEG, PNG, GIF, BMP, TIFF -> image(file, type);
      case PPTX, DOCX, XLSX, PPT, DOC, XLS, ODP, ODT, ODS, ZIP -> Examination.of(type);
    };
  }

  private static Examination pdf(Path file) throws Unusable, IOException {
    try (PdfDocument document = PdfDocument.open(file)) {
      if (document.pages() == 0) {
        throw new Unusable("document-damaged", "it has no page");
      }
      return Examination.of(CoursewareType.PDF);
    }
  }

  private static Examination image(Path file, CoursewareType type) throws Unusable, IOException {
    try (ImageDocument image = ImageDocument.open(file)) {
      return Examination.of(type, image.width(), image.height());
    }
  }
}
