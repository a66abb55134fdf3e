package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How fast media goes out to each school, so that forty pupils who play a lesson leave room on the
 * line of their school for everything else, and none of them takes another's share.
 */
final class SchoolEgress {

  private static final int MOST_SCHOOLS = 10_000;

  /** After so long a new speed of a line is seen. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final DeliverySettings settings;
  private final SchoolLines lines;
  private final LoadingCache<String, Optional<Pacing>> schools;

  SchoolEgress(DeliverySettings settings, SchoolLines lines) {
    this.settings = settings;
    this.lines = lines;
    this.schools =
        Caffeine.newBuilder()
            .maximumSize(MOST_SCHOOLS)
            .expireAfterWrite(FRESH)
            .build(school -> cap(school).map(Pacing::new));
  }

  /** The pace of one school; nothing when it has none. */
  Optional<Pacing> of(Optional<String> school) {
    return settings.schoolShare() == 0 && settings.schoolCap() == 0
        ? Optional.empty()
        : school.flatMap(schools::get);
  }

  /** Bytes a second. */
  private Optional<Long> cap(String school) {
    Optional<Long> share =
        Optional.of(settings.schoolShare())
            .filter(percent -> percent > 0)
            .flatMap(percent -> lines.kbps(school).map(kbps -> kbps * 1000L / 8 * percent / 100));
    Optional<Long> cap = Optional.of(settings.schoolCap());
    return Stream.of(share, cap)
        .flatMap(Optional::stream)
        .filter(bytes -> bytes > 0)
        .min(Long::compare);
  }
}
