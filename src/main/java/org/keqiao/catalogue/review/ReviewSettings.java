package org.keqiao.catalogue.review;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keqiao.settings.SettingsReader;

/**
 * What must be reviewed.
 *
 * @param required codes of regions whose lessons go out only when reviewers have accepted them;
 *     {@link #EVERYWHERE} for all
 * @param flagAfter how many teachers must report a lesson before it is flagged for what is minor
 */
public record ReviewSettings(Set<String> required, int flagAfter) {

  private static final String EVERYWHERE = "*";

  /** Keeps its regions from changing. */
  public ReviewSettings {
    required = Set.copyOf(required);
  }

  /** Reads the {@code review.*} settings. */
  public static ReviewSettings from(SettingsReader reader) {
    Set<String> regions =
        Arrays.stream(reader.text("review.required", "").split("[,\\s]+"))
            .filter(region -> !region.isEmpty())
            .collect(Collectors.toSet());
    return new ReviewSettings(regions, reader.number("review.flagAfter", 3, 1, 1000));
  }

  /** Whether what lies at these nodes must be reviewed. */
  boolean requires(List<String> nodes) {
    return required.contains(EVERYWHERE) || nodes.stream().anyMatch(required::contains);
  }
}
