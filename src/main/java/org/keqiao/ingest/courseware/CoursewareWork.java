package org.keqiao.ingest.courseware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.keqiao.courseware.CoursewareParser;
import org.keqiao.courseware.Preparation;
import org.keqiao.courseware.Unusable;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.Originals;
import org.keqiao.ingest.Passages;
import org.keqiao.ingest.Spool;
import org.keqiao.ingest.job.Hopeless;
import org.keqiao.ingest.job.Work;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the text of courseware into search, and draws its pages. */
public final class CoursewareWork implements Work {

  /** The kind of its jobs. */
  public static final String KIND = "courseware";

  private static final Logger LOG = LoggerFactory.getLogger(CoursewareWork.class);
  private static final int PARSED_PERCENT = 80;

  private final Bucket bucket;
  private final Spool spool;
  private final CoursewareParser parser;
  private final DocumentService documents;
  private final MediaService media;
  private final AtomicBoolean fontMissed = new AtomicBoolean();

  /** Over the bucket, with a working folder and a parser. */
  public CoursewareWork(
      Bucket bucket,
      Spool spool,
      CoursewareParser parser,
      DocumentService documents,
      MediaService media) {
    this.bucket = bucket;
    this.spool = spool;
    this.parser = parser;
    this.documents = documents;
    this.media = media;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Task task) throws Hopeless, IOException, InterruptedException {
    if (documents.find(task.sha256()).isEmpty()) {
      try {
        prepare(task);
      } catch (Unusable never) {
        throw new Hopeless(never.code(), never);
      }
    }
    // Also when an attempt before this one ended between the two.
    media.tellPassages(task.sha256());
  }

  private void prepare(Task task) throws Unusable, IOException, InterruptedException {
    String sha256 = task.sha256();
    Path folder = spool.jobFolder();
    try {
      Path source = new Originals(bucket, spool).fetch(sha256, folder);
      Path made = Files.createDirectory(folder.resolve("made"));
      Preparation preparation = parser.prepare(source, made);
      task.progress().accept(PARSED_PERCENT);
      noteFont(preparation);
      media.publishPassages(sha256, passages(preparation), task.by());
      documents.publish(sha256, store(sha256, preparation, made), task.by());
      spool.find(sha256).ifPresent(spool::drop);
    } finally {
      Spool.delete(folder);
    }
  }

  private void noteFont(Preparation preparation) {
    if (preparation.findings().contains("font-missing") && fontMissed.compareAndSet(false, true)) {
      LOG.warn(
          "this machine has no font for Chinese, so pages are drawn without it; install one, such"
              + " as fonts-noto-cjk");
    }
  }

  private static List<Passages.Passage> passages(Preparation preparation) {
    return preparation.texts().stream()
        .map(text -> new Passages.Passage("page", text.page(), text.text()))
        .toList();
  }

  private Document store(String sha256, Preparation preparation, Path made) {
    Document document =
        new Document(
            "media/" + sha256 + "/" + Id.fresh(),
            preparation.pages(),
            preparation.previews(),
            preparation.entries(),
            preparation.findings());
    document
        .pictures()
        .forEach(
            picture ->
                bucket.put(document.key(picture), made.resolve(picture.file()), picture.type()));
    return document;
  }
}
