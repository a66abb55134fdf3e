package org.keqiao.ingest.job;

import java.io.IOException;
import java.util.function.IntConsumer;

/** One kind of work that jobs ask for. */
public interface Work {

  /** The kind of job that it does; stands in the job's record. */
  String kind();

  /**
   * Does the work; doing it again after it was done changes nothing. Nothing that it makes is seen
   * before all of it is stored. It ends soon after its thread is interrupted.
   *
   * @throws Hopeless when another attempt would meet the same
   * @throws IOException trouble that may pass: the job is tried again later
   */
  void run(Task task) throws Hopeless, IOException, InterruptedException;

  /**
   * What one attempt works on.
   *
   * @param sha256 the original
   * @param by the account that asked for it first
   * @param progress told how far it has come, 0 to 100
   */
  record Task(String sha256, String by, IntConsumer progress) {}
}
