package org.keqiao.ingest.courseware;

import java.util.Optional;
import org.keqiao.ingest.job.Job;
import org.keqiao.ingest.job.JobService;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Courseware that was read, by its content. */
public final class DocumentService {

  /** Documents. */
  public static final RecordType<Document> TYPE = new RecordType<>("document", Document.class);

  private final Records<Document> documents;
  private final JobService jobs;

  /** Over the bucket, and the jobs that fill it. */
  public DocumentService(Bucket bucket, JobService jobs) {
    this.documents = new Records<>(bucket, TYPE, Optional.empty());
    this.jobs = jobs;
  }

  /** What was made from this content, once it is ready. */
  public Optional<Document> find(String sha256) {
    return documents.find(new Id(sha256)).map(Entry::value);
  }

  /** Publishes what was made; the first one to finish is kept. */
  void publish(String sha256, Document made, String by) {
    documents.createIfAbsent(new Id(sha256), made, by);
  }

  /** The job that reads this content, if anybody asked for it. */
  public Optional<Job> job(String sha256) {
    return jobs.find(CoursewareWork.KIND, sha256).map(Entry::value);
  }
}
