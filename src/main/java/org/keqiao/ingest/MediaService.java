package org.keqiao.ingest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.video.TranscodeWork;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** What can be streamed, by the content that it was made from. */
public final class MediaService {

  /** Media. */
  public static final RecordType<Media> TYPE = new RecordType<>("media", Media.class);

  private final Records<Media> media;
  private final Records<Passages> passages;
  private final JobService jobs;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  MediaService(Bucket bucket, JobService jobs) {
    this.media = new Records<>(bucket, TYPE, Optional.empty());
    this.passages = new Records<>(bucket, Passages.TYPE, Optional.empty());
    this.jobs = jobs;
  }

  /** What was made from this content, once it can be streamed. */
  public Optional<Media> find(String sha256) {
    return media.find(new Id(sha256)).map(Entry::value);
  }

  /** What is said and shown in this content, as far as it is known. */
  public List<Passages.Passage> passages(String sha256) {
    return passages.find(new Id(sha256)).map(known -> known.value().passages()).orElse(List.of());
  }

  /** Notes what is said and shown in this content; nobody is told yet. */
  public void publishPassages(String sha256, List<Passages.Passage> known, String by) {
    Passages all = new Passages(known);
    if (passages.createIfAbsent(new Id(sha256), all, by).isEmpty()) {
      passages.update(new Id(sha256), by, before -> all);
    }
  }

  /**
   * Registers whoever makes something of passages, such as the cards of lessons.
   *
   * @param listener gets the SHA-256 of content whose passages are known now; may be told again
   */
  public void onPassages(Consumer<String> listener) {
    listeners.add(listener);
  }

  /**
   * Tells all listeners that passages of this content are known; returns when they have done what
   * they do. A job calls it before it ends, so that a killed one is repeated.
   */
  public void tellPassages(String sha256) {
    listeners.forEach(listener -> listener.accept(sha256));
  }

  /** Publishes what was made; the first one to finish is kept. */
  public void publish(String sha256, Media made, String by) {
    media.createIfAbsent(new Id(sha256), made, by);
  }

  /**
   * Changes what is published, such as by one rendition more; {@code change} runs again when
   * somebody else came first.
   */
  public Media update(String sha256, String by, UnaryOperator<Media> change) {
    return media.update(new Id(sha256), by, change).value();
  }

  /** Where content stands: {@code playable}, {@code processing} or {@code failed}. */
  public String state(String sha256) {
    if (find(sha256).isPresent()) {
      return "playable";
    }
    boolean hopeful =
        jobs.find(TranscodeWork.KIND, sha256)
            .filter(job -> !job.value().state().givenUp())
            .isPresent();
    return hopeful ? "processing" : "failed";
  }
}
