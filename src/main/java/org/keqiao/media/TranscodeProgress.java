package org.keqiao.media;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Makes percentages of what ffmpeg prints when it is asked for progress. */
final class TranscodeProgress implements Consumer<String> {

  private static final String KEY = "out_time_us=";

  /** Stills and playlists are still to be made when the encoder is done. */
  private static final int MOST_PERCENT = 97;

  private final Duration duration;
  private final IntConsumer percentages;
  private int last;

  TranscodeProgress(Duration duration, IntConsumer percentages) {
    this.duration = duration;
    this.percentages = percentages;
  }

  @Override
  public void accept(String line) {
    // Until the first picture is written, the value is N/A.
    if (!line.startsWith(KEY) || !Character.isDigit(line.charAt(line.length() - 1))) {
      return;
    }
    long written = Long.parseLong(line.substring(KEY.length()));
    int percent = (int) Math.min(MOST_PERCENT, written / Math.max(1, duration.toMillis() * 10));
    if (percent > last) {
      last = percent;
      percentages.accept(percent);
    }
  }
}
