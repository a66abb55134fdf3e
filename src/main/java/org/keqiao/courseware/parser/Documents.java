package org.keqiao.courseware.parser;

import java.io.IOException;
import java.nio.file.Path;
import org.keqiao.courseware.CoursewareType;
import org.keqiao.courseware.Unusable;

/** Opens documents of every type. */
final class Documents {

  private Documents() {}

  /**
   * Opens a document or picture.
   *
   * @throws Unusable when it asks for a password, or is packed to do harm
   * @throws IOException when it is damaged
   */
  static OpenDocument open(Path file, CoursewareType type) throws Unusable, IOException {
    return switch (type) {
      case PDF -> PdfDocument.open(file);
      case PPTX -> {
        ZipContainer.open(file).close();
        yield SlideDocument.openXml(file);
      }
      case PPT -> SlideDocument.openBinary(file);
      case DOCX -> markup(file, "word/document.xml", MarkupText.WORD);
      case ODT, ODP, ODS -> markup(file, "content.xml", MarkupText.OPEN_DOCUMENT);
      case XLSX -> {
        ZipContainer.open(file).close();
        yield SheetText.openXml(file);
      }
      case XLS -> SheetText.openBinary(file);
      case DOC -> WordText.openBinary(file);
      case JPEG, PNG, GIF, BMP, TIFF -> ImageDocument.open(file);
      case ZIP -> throw new IllegalArgumentException("an archive is no document");
    };
  }

  private static OpenDocument markup(Path file, String entry, MarkupText markup)
      throws Unusable, IOException {
    try (ZipContainer container = ZipContainer.open(file)) {
      return new TextDocument(markup.pages(container.content(entry)));
    }
  }
}
