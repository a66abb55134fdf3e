package org.keqiao.ingest.upload;

import java.util.List;
import java.util.Optional;
import org.keqiao.store.Id;
import org.keqiao.store.MultipartUploads;

/**
 * What of an upload is safe in the bucket: full parts of an S3 multipart upload, and an object with
 * the bytes after the last of them, because only the last part may be smaller than S3's smallest.
 *
 * @param offset how many bytes
 * @param writer the one run that may add to it; whoever begins later takes its place
 * @param multipart id of the multipart upload, once there is a full part
 * @param etags of its parts, in order
 * @param tail key of the object with the rest, if there is a rest
 */
record Arrival(
    long offset,
    String writer,
    Optional<String> multipart,
    List<String> etags,
    Optional<String> tail) {

  /** Every part has this length, but for the last one: part n lies where it lies, whoever sends. */
  static final long PART = 8L << 20;

  /** Where the objects lie that are not known by their content yet. */
  static final String FOLDER = "uploads/";

  Arrival {
    etags = List.copyOf(etags);
  }

  /** Nothing has arrived. */
  static Arrival none() {
    return new Arrival(0, "", Optional.empty(), List.of(), Optional.empty());
  }

  /** Where the objects of an upload lie. */
  static String folder(Id upload) {
    return FOLDER + upload + "/";
  }

  /** Where the content of an upload lies, once its parts are put together. */
  static String content(Id upload) {
    return folder(upload) + "content";
  }

  /** The multipart upload, when there is one. */
  Optional<MultipartUploads.Unfinished> parts(Id upload) {
    return multipart.map(id -> new MultipartUploads.Unfinished(content(upload), id));
  }

  /** Where the first byte lies that is in no part. */
  long afterParts() {
    return Math.min(offset, etags.size() * PART);
  }

  Arrival takenBy(String another) {
    return new Arrival(offset, another, multipart, etags, tail);
  }
}
