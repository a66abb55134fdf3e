package org.keqiao.ingest;

import java.util.Optional;
import org.keqiao.ingest.courseware.DocumentService;

/** Files that were made from originals: renditions of films, pictures of pages. */
public final class MadeFiles {

  private final MediaService media;
  private final DocumentService documents;

  MadeFiles(MediaService media, DocumentService documents) {
    this.media = media;
    this.documents = documents;
  }

  /**
   * A file that lies in the bucket.
   *
   * @param key where
   * @param bytes its length
   * @param type media type
   */
  public record MadeFile(String key, long bytes, String type) {

    /** Names the attempt that made it: the same as long as its bytes are the same. */
    public String mark() {
      String folder = key.substring(0, key.lastIndexOf('/'));
      return folder.substring(folder.lastIndexOf('/') + 1);
    }
  }

  /** A file that was made from this content, once everything that belongs to it is there. */
  public Optional<MadeFile> find(String sha256, String name) {
    return media
        .find(sha256)
        .flatMap(
            film ->
                Optional.ofNullable(film.files().get(name))
                    .map(file -> new MadeFile(film.key(name), file.bytes(), file.type())))
        .or(
            () ->
                documents
                    .find(sha256)
                    .flatMap(
                        document ->
                            document
                                .picture(name)
                                .map(
                                    picture ->
                                        new MadeFile(
                                            document.key(picture),
                                            picture.bytes(),
                                            picture.type()))));
  }

  /** Whether what lies in a folder of the bucket was published. */
  boolean names(String sha256, String folder) {
    return media.find(sha256).filter(film -> film.folders().contains(folder)).isPresent()
        || documents.find(sha256).filter(document -> document.folder().equals(folder)).isPresent();
  }
}
