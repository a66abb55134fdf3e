package org.keqiao.ledger.count;

import java.util.Optional;

/** How long a room had a lesson in each way, in seconds. */
public record Seconds(int live, int video, int lite, int audio, int recording) {

  /** Nothing at all. */
  public static final Seconds NONE = new Seconds(0, 0, 0, 0, 0);

  /** In one way. */
  public int of(Way way) {
    return switch (way) {
      case LIVE -> live;
      case VIDEO -> video;
      case LITE -> lite;
      case AUDIO -> audio;
      case RECORDING -> recording;
    };
  }

  /** In the lesson itself. */
  public int together() {
    return live + video + lite + audio;
  }

  /** The way that the room had longest within the lesson itself; of equal ones the better one. */
  Optional<Way> main() {
    return Way.delivering().stream()
        .filter(way -> of(way) > 0)
        .reduce((better, worse) -> of(worse) > of(better) ? worse : better);
  }
}
