package org.keqiao.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an account is for. */
public enum Role {
  @JsonProperty("teacher")
  TEACHER,
  @JsonProperty("curator")
  CURATOR,
  @JsonProperty("reviewer")
  REVIEWER,
  @JsonProperty("school-admin")
  SCHOOL_ADMIN,
  @JsonProperty("bureau-admin")
  BUREAU_ADMIN,
  @JsonProperty("admin")
  ADMIN
}
