package org.keqiao.pairing.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Json;

/**
 * What two schools agree on.
 *
 * @param courses what is taught
 * @param weeklyHours lessons that are promised for each week
 * @param from first day, in China
 * @param to last day, in China
 * @param urbanContact whom to call at the urban school
 * @param ruralContact whom to call at the rural school
 */
public record Terms(
    List<Course> courses,
    int weeklyHours,
    LocalDate from,
    LocalDate to,
    Optional<Contact> urbanContact,
    Optional<Contact> ruralContact) {

  /** Keeps its list from changing. */
  public Terms {
    courses = List.copyOf(courses);
  }

  /**
   * A subject that is taught.
   *
   * @param subject subject id of the taxonomy
   * @param grade grade id of the taxonomy
   */
  public record Course(String subject, Optional<String> grade) {}

  /** Whom to call; of the members of an agreement only these name a person. */
  public record Contact(String name, String phone) {}

  /** SHA-256 of the terms as JSON: what a signature is under. */
  String hash() {
    return DigestUtils.sha256Hex(Json.bytes(this));
  }
}
