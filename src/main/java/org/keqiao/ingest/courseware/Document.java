package org.keqiao.ingest.courseware;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.courseware.Preparation;

/**
 * What was made from courseware; the record's id is the SHA-256 of the original. The record is
 * written last: what it names is complete.
 *
 * @param folder where the pictures lie in the bucket; another attempt has another folder
 * @param pages how many pages, slides or sheets it has; 0 when that is not known
 * @param previews pictures of pages, in order
 * @param entries what is in an archive
 * @param findings codes of what the teacher should know
 */
public record Document(
    String folder,
    int pages,
    List<Preparation.Preview> previews,
    List<Preparation.ArchiveEntry> entries,
    List<String> findings) {

  /** Keeps its lists from changing. */
  public Document {
    previews = List.copyOf(previews);
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }

  /** Every picture of it. */
  Stream<Preparation.Picture> pictures() {
    return previews.stream().flatMap(preview -> Stream.of(preview.large(), preview.small()));
  }

  /** The picture with this file name. */
  public Optional<Preparation.Picture> picture(String file) {
    return pictures().filter(picture -> picture.file().equals(file)).findFirst();
  }

  /** Where a picture lies in the bucket. */
  public String key(Preparation.Picture picture) {
    return folder + "/" + picture.file();
  }
}
