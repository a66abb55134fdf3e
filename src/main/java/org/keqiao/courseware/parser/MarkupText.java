package org.keqiao.courseware.parser;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the text of documents in XML piece by piece, so that their size does not matter. Pages end
 * where the program that wrote the file saw them end.
 *
 * @param text elements whose characters are text; empty for all elements
 * @param breaks elements that begin a page
 * @param lines elements after which a line ends
 * @param spaces elements that keep words apart
 * @param skipped elements that nobody sees
 */
record MarkupText(
    Set<String> text,
    Set<String> breaks,
    Set<String> lines,
    Set<String> spaces,
    Set<String> skipped) {

  /** The body of a Word document (ECMA-376). */
  static final MarkupText WORD =
      new MarkupText(
          Set.of("t"),
          Set.of("lastRenderedPageBreak"),
          Set.of("p"),
          Set.of("tab", "br", "tc"),
          Set.of("Fallback"));

  /** The content of an OpenDocument text, presentation or spreadsheet. */
  static final MarkupText OPEN_DOCUMENT =
      new MarkupText(
          Set.of(),
          Set.of("soft-page-break", "page", "table"),
          Set.of("p", "h", "table-row"),
          Set.of("tab", "s", "table-cell", "line-break"),
          Set.of("annotation", "tracked-changes", "scripts", "automatic-styles"));

  /** The texts of all pages that are within bounds. */
  List<String> pages(InputStream xml) throws IOException {
    // The one of the JDK, whatever else is on the class path: its limits are known.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    PageTexts pages = new PageTexts();
    try (xml) {
      XMLStreamReader reader = factory.createXMLStreamReader(xml);
      while (reader.hasNext() && !pages.full()) {
        read(reader, pages);
      }
      return pages.list();
    } catch (XMLStreamException damaged) {
      throw new IOException(damaged);
    }
  }

  private void read(XMLStreamReader reader, PageTexts pages) throws XMLStreamException {
    switch (reader.next()) {
      case XMLStreamConstants.START_ELEMENT -> start(reader, pages);
      case XMLStreamConstants.CHARACTERS -> pages.append(reader.getText());
      case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName(), pages);
      default -> {
        // neither text nor structure
      }
    }
  }

  private void start(XMLStreamReader reader, PageTexts pages) throws XMLStreamException {
    String name = reader.getLocalName();
    if (skipped.contains(name)) {
      skip(reader);
    } else if (breaks.contains(name) || isPageBreak(reader)) {
      pages.turn();
    }
    if (!text.isEmpty()) {
      pages.listen(text.contains(name));
    }
  }

  private void end(String name, PageTexts pages) {
    if (!text.isEmpty()) {
      pages.listen(false);
    }
    if (lines.contains(name)) {
      pages.separate("\n");
    } else if (spaces.contains(name)) {
      pages.separate(" ");
    }
  }

  private static boolean isPageBreak(XMLStreamReader reader) {
    return reader.getLocalName().equals("br")
        && "page".equals(reader.getAttributeValue(reader.getNamespaceURI(), "type"));
  }

  private static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // of what nobody sees
        }
      }
    }
  }
}
