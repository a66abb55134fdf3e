package org.keqiao.courseware;

import java.util.List;

/**
 * What was read out of courseware.
 *
 * @param pages how many pages, slides or sheets it has; 0 when its format does not say
 * @param texts what stands on them
 * @param previews pictures of the first of them
 * @param entries what is in an archive
 * @param findings codes of what the teacher should know, such as {@code pages-cut}
 */
public record Preparation(
    int pages,
    List<PageText> texts,
    List<Preview> previews,
    List<ArchiveEntry> entries,
    List<String> findings) {

  /** Keeps its lists from changing. */
  public Preparation {
    texts = List.copyOf(texts);
    previews = List.copyOf(previews);
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }

  /** Plain text of a page; pages count from 1. */
  public record PageText(int page, String text) {}

  /**
   * A page as it looks, in two sizes.
   *
   * @param page from 1
   * @param large to read
   * @param small to choose by
   */
  public record Preview(int page, Picture large, Picture small) {}

  /**
   * A file in the output folder.
   *
   * @param file its name
   * @param type media type
   * @param width in pixels
   * @param height in pixels
   * @param bytes its size
   */
  public record Picture(String file, String type, int width, int height, long bytes) {}

  /**
   * A file in an archive.
   *
   * @param name with its folders
   * @param bytes its size, unpacked
   * @param type media type by content
   */
  public record ArchiveEntry(String name, long bytes, String type) {}
}
