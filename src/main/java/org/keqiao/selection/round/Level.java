package org.keqiao.selection.round;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which level of the tree holds a round: 校, 县, 市, 省, 部. */
public enum Level {
  @JsonProperty("school")
  SCHOOL,
  @JsonProperty("county")
  COUNTY,
  @JsonProperty("city")
  CITY,
  @JsonProperty("province")
  PROVINCE,
  /** The whole country: such a round lies in no region. */
  @JsonProperty("nation")
  NATION;

  /** The name in API and index. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
