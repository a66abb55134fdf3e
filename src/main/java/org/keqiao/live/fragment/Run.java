package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * What a fragment has of a track.
 *
 * @param start of its first sample, in units of the track
 * @param length of all its samples, in units of the track
 * @param key whether its first sample needs no other
 */
record Run(Track track, long start, long length, boolean key) {

  private static final int BASE_OFFSET = 0x1;
  private static final int DESCRIPTION = 0x2;
  private static final int DURATION = 0x8;
  private static final int SIZE = 0x10;
  private static final int FLAGS = 0x20;

  private static final int DATA_OFFSET = 0x1;
  private static final int FIRST_FLAGS = 0x4;
  private static final int SAMPLE_DURATION = 0x100;
  private static final int SAMPLE_FLAGS = 0x400;
  private static final int SAMPLE_OFFSET = 0x800;

  private static final int NEEDS_OTHERS = 0x10000;

  private record Usual(Track track, long duration, long flags) {}

  static Run of(Box traf, List<Track> tracks) {
    Usual usual = usual(traf.find("tfhd").orElseThrow(), tracks);
    Box time = traf.find("tfdt").orElseThrow();
    long start = time.version() == 1 ? time.content().getLong(4) : time.content().getUnsignedInt(4);
    long length = traf.all("trun").mapToLong(trun -> length(trun, usual)).sum();
    long first = traf.all("trun").findFirst().map(trun -> first(trun, usual)).orElse(0L);
    return new Run(usual.track(), start, length, (first & NEEDS_OTHERS) == 0);
  }

  private static Usual usual(Box tfhd, List<Track> tracks) {
    Buffer content = tfhd.content();
    long id = content.getUnsignedInt(4);
    Track track =
        tracks.stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a fragment of an unknown track"));
    int at = 8;
    at += has(tfhd, BASE_OFFSET) ? 8 : 0;
    at += has(tfhd, DESCRIPTION) ? 4 : 0;
    long duration = has(tfhd, DURATION) ? content.getUnsignedInt(at) : track.usualDuration();
    at += has(tfhd, DURATION) ? 4 : 0;
    at += has(tfhd, SIZE) ? 4 : 0;
    long flags = has(tfhd, FLAGS) ? content.getUnsignedInt(at) : track.usualFlags();
    return new Usual(track, duration, flags);
  }

  private static boolean has(Box box, int flag) {
    return (box.flags() & flag) != 0;
  }

  private static int entry(Box trun, int before) {
    int at = 0;
    for (int flag = SAMPLE_DURATION; flag < before; flag <<= 1) {
      at += has(trun, flag) ? 4 : 0;
    }
    return at;
  }

  private static int samples(Box trun) {
    return 8 + (has(trun, DATA_OFFSET) ? 4 : 0) + (has(trun, FIRST_FLAGS) ? 4 : 0);
  }

  private static long length(Box trun, Usual usual) {
    long count = trun.content().getUnsignedInt(4);
    if (!has(trun, SAMPLE_DURATION)) {
      return count * usual.duration();
    }
    int step = entry(trun, SAMPLE_OFFSET << 1);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += trun.content().getUnsignedInt(samples(trun) + i * step);
    }
    return sum;
  }

  private static long first(Box trun, Usual usual) {
    if (has(trun, FIRST_FLAGS)) {
      return trun.content().getUnsignedInt(8 + (has(trun, DATA_OFFSET) ? 4 : 0));
    }
    return has(trun, SAMPLE_FLAGS)
        ? trun.content().getUnsignedInt(samples(trun) + entry(trun, SAMPLE_FLAGS))
        : usual.flags();
  }
}
