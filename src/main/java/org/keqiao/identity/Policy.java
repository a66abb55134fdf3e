package org.keqiao.identity;

import static org.keqiao.http.Permission.CONTINUE_UPLOAD;
import static org.keqiao.http.Permission.CONTROL_JOB;
import static org.keqiao.http.Permission.EDIT_LESSON;
import static org.keqiao.http.Permission.EDIT_TEXTBOOK;
import static org.keqiao.http.Permission.PLAY_LESSON;
import static org.keqiao.http.Permission.PUBLISH_LESSON;
import static org.keqiao.http.Permission.READ_CATALOGUE;
import static org.keqiao.http.Permission.READ_DEMAND;
import static org.keqiao.http.Permission.READ_JOB;
import static org.keqiao.http.Permission.READ_LESSON;
import static org.keqiao.http.Permission.READ_SCHOOLS;
import static org.keqiao.http.Permission.SEARCH_LESSONS;
import static org.keqiao.http.Permission.UPLOAD;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.keqiao.http.Permission;

/** Which role may do what. Read it as a table; what does not stand here is not allowed. */
public final class Policy {

  private static final Set<Permission> READER =
      EnumSet.of(SEARCH_LESSONS, READ_LESSON, PLAY_LESSON, READ_CATALOGUE, READ_SCHOOLS);
  private static final Set<Permission> MAKER =
      EnumSet.of(
          EDIT_LESSON, PUBLISH_LESSON, UPLOAD, CONTINUE_UPLOAD, READ_JOB, CONTROL_JOB, READ_DEMAND);
  private static final Set<Permission> KEEPER = EnumSet.of(EDIT_TEXTBOOK);

  private Policy() {}

  /** What a role may do. */
  public static Set<Permission> of(Role role) {
    return switch (role) {
      case TEACHER, REVIEWER, SCHOOL_ADMIN -> READER;
      case CURATOR -> union(READER, MAKER);
      case BUREAU_ADMIN -> union(READER, KEEPER);
      case ADMIN -> union(union(READER, MAKER), KEEPER);
    };
  }

  /** What several roles may do together. */
  public static Set<Permission> of(Collection<RoleGrant> roles) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    roles.forEach(grant -> all.addAll(of(grant.role())));
    return all;
  }

  private static Set<Permission> union(Set<Permission> one, Set<Permission> other) {
    Set<Permission> both = EnumSet.copyOf(one);
    both.addAll(other);
    return both;
  }
}
