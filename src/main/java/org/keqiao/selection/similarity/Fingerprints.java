package org.keqiao.selection.similarity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.PartName;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.Passages;
import org.keqiao.store.Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the fingerprints of lessons, of what was read in their files and of their posters. */
public final class Fingerprints {

  private static final Logger LOG = LoggerFactory.getLogger(Fingerprints.class);
  private static final int REMEMBERED = 10_000;

  private final Bucket bucket;
  private final MediaService media;
  private final Cache<String, List<Bits>> pictures =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Reads files and what was made of them. */
  public Fingerprints(Bucket bucket, MediaService media) {
    this.bucket = bucket;
    this.media = media;
  }

  /** The fingerprint of a lesson. */
  public Fingerprint of(Lesson lesson) {
    String words =
        new TreeMap<>(lesson.parts())
            .values().stream()
                .flatMap(part -> media.passages(part.sha256()).stream())
                .map(Passages.Passage::text)
                .collect(Collectors.joining(" "));
    return new Fingerprint(TextPrint.of(words), stills(lesson.parts()));
  }

  private List<Bits> stills(Map<String, Part> parts) {
    return Optional.ofNullable(parts.get(PartName.VIDEO.label()))
        .map(video -> pictures.get(video.sha256(), this::poster))
        .orElse(List.of());
  }

  private List<Bits> poster(String sha256) {
    return media
        .find(sha256)
        .flatMap(made -> made.poster().flatMap(name -> picture(made, name)))
        .map(PicturePrint::of)
        .stream()
        .toList();
  }

  private Optional<BufferedImage> picture(Media made, String name) {
    Optional<byte[]> bytes = bucket.read(made.key(name));
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(bytes.get())));
    } catch (IOException unreadable) {
      LOG.warn("the poster {} cannot be compared: {}", made.key(name), unreadable.getMessage());
      return Optional.empty();
    }
  }
}
