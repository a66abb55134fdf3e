package org.keqiao.relevance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.keqiao.catalogue.Textbook;

/**
 * What one leaf of a table of contents teaches.
 *
 * @param shelf where it stands
 * @param node its id
 * @param name its title as teachers say it
 * @param points its knowledge points; editions that teach the same share the first one
 * @param phrase what it is about, without its name
 */
record Topic(Shelf shelf, String node, String name, List<String> points, String phrase) {

  /** The book and the chapter above a leaf. */
  record Shelf(String bookId, Textbook book, String chapter) {}

  /** Titles are numbered and marked in print, but not in speech. */
  static String spoken(String title) {
    return title.replaceFirst("^(课题\\d+|第.+?[章单元]) ", "").replaceAll("[《》]", "");
  }

  /**
   * Picks one of {@code choices}: the same one in every run, and another one for another purpose.
   */
  int pick(String purpose, int choices) {
    CRC32 sum = new CRC32();
    sum.update((node + purpose).getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() % choices);
  }
}
