package org.keqiao.bench;

/**
 * One search, through our API and straight to Elasticsearch, in turn.
 *
 * @param words what was looked for
 * @param total how many lessons it finds
 */
record Asked(String words, long total, Timings ours, Timings direct) {

  /** Our median beside that of Elasticsearch. */
  double overhead() {
    return ours.percentile(50) / direct.percentile(50);
  }
}
