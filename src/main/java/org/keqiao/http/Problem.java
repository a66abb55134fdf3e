package org.keqiao.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.List;
import java.util.Map;

/**
 * RFC 9457 problem details.
 *
 * @param type a URN of the code
 * @param title the kind of problem, in the caller's language
 * @param status HTTP status
 * @param detail a sentence that helps, in the caller's language
 * @param code stable code
 * @param violations each thing that is wrong; empty when there is only one
 * @param members what a program may read beside, by name
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<ProblemViolation> violations,
    @JsonAnyGetter Map<String, Object> members) {

  /** One thing that is wrong, and where. */
  record ProblemViolation(String pointer, String code, String message) {}
}
