package org.keqiao.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.keqiao.http.Permission;

/** What an account is for; what each may do stands in {@link Policy}. */
public enum Role {
  /** Finds and plays lessons. */
  TEACHER,
  /** Brings lessons and publishes them. */
  CURATOR,
  /** Judges lessons. */
  REVIEWER,
  /** Keeps the classes and accounts of a school. */
  SCHOOL_ADMIN,
  /** Keeps the schools and accounts of a region. */
  BUREAU_ADMIN,
  /** Keeps the platform. */
  ADMIN,
  /** The machine in a school that serves lessons there. */
  SCHOOL_NODE,
  /** Another system of a school or bureau. */
  INTEGRATION;

  /** What whoever gives this role must be permitted. */
  public Permission granting() {
    return Permission.valueOf("GRANT_" + name());
  }

  /** As it is written in records, in the API and in the policy. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role that is written so. */
  public static Optional<Role> of(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
