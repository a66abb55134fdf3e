package org.keqiao.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what a killed server left in the bucket: files made from originals that no record names.
 * Other servers may be making some at this moment, so only what is older than that is deleted.
 */
public final class Leftovers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** The storing of one transcode has ended long before. */
  private static final Duration AGE = Duration.ofDays(2);

  private static final Duration PAUSE = Duration.ofDays(1);
  private static final Pattern MEDIA = Pattern.compile("(media/([0-9a-f]{64})/[^/]+)/.+");

  private final Bucket bucket;
  private final MadeFiles made;
  private final Thread thread;

  private Leftovers(Bucket bucket, MadeFiles made) {
    this.bucket = bucket;
    this.made = made;
    this.thread = Thread.ofVirtual().name("leftovers").start(this::sweepDaily);
  }

  /** Sweeps now and once a day, until closed. */
  public static Leftovers sweepDaily(Bucket bucket, MadeFiles made) {
    return new Leftovers(bucket, made);
  }

  private void sweepDaily() {
    try {
      while (true) {
        sweepQuietly();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweepQuietly() {
    try {
      long deleted = sweep(Instant.now().minus(AGE));
      LOG.info("{} leftovers deleted", deleted);
    } catch (FaultException away) {
      LOG.warn("leftovers cannot be deleted now: {}", away.getMessage());
    }
  }

  private long sweep(Instant before) {
    return bucket
        .keysStoredBefore("media/", before)
        .filter(this::unnamed)
        .mapToLong(this::delete)
        .sum();
  }

  private long delete(String key) {
    bucket.delete(key);
    return 1;
  }

  private boolean unnamed(String key) {
    Matcher file = MEDIA.matcher(key);
    return file.matches() && !made.names(file.group(2), file.group(1));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
